/** Digest a signature is made over: of the signed attributes, and (message-digest) of the document. */
export type DigestName = 'sha256' | 'sha384' | 'sha512';

export type SignatureAlgorithm =
  | `ecdsa-p256-${DigestName}`
  | `ecdsa-p384-${DigestName}`
  | `rsa-pkcs1-${DigestName}`
  | `rsa-pss-${DigestName}`;

export type SignatureScheme = 'ecdsa' | 'rsa-pkcs1' | 'rsa-pss';

export const DIGEST_NAMES: readonly DigestName[] = ['sha256', 'sha384', 'sha512'];

/** Every algorithm a seal can be made with. */
export const SIGNATURE_ALGORITHMS: readonly SignatureAlgorithm[] = (
  ['ecdsa-p256', 'ecdsa-p384', 'rsa-pkcs1', 'rsa-pss'] as const
).flatMap((kind) => DIGEST_NAMES.map((digest) => `${kind}-${digest}` as const));

/**
 * A private key somewhere else (token, cloud, test). It is only ever asked to sign a digest: the document
 * never reaches it, so it can live in another process or machine.
 */
export interface DigestSigner {
  readonly algorithm: SignatureAlgorithm;
  /** DER certificates, the one that matches the key first, then its issuers upwards. The root may be left out. */
  readonly certificateChainDer: readonly Uint8Array[];
  /**
   * Signs a digest made with `digestOf(algorithm)`, so 32, 48 or 64 bytes.
   * ECDSA answers the DER `Ecdsa-Sig-Value` (RFC 3279 § 2.2.3), RSA the signature block of the modulus's length:
   * PKCS#1 v1.5 over the DigestInfo (RFC 8017 § 8.2), or PSS with MGF1 of the same hash and a salt of its length
   * (§ 8.1).
   */
  signDigest(digest: Uint8Array): Promise<Uint8Array>;
}

export function digestOf(algorithm: SignatureAlgorithm): DigestName {
  return algorithm.slice(-6) as DigestName;
}

/** Length of a digest (and of a PSS salt) in bytes. */
export function digestByteLength(digest: DigestName): number {
  return Number(digest.slice(3)) / 8;
}

export function schemeOf(algorithm: SignatureAlgorithm): SignatureScheme {
  return algorithm.startsWith('ecdsa') ? 'ecdsa' : algorithm.startsWith('rsa-pss') ? 'rsa-pss' : 'rsa-pkcs1';
}

/** NIST curve of an ECDSA algorithm, as WebCrypto names it; null for RSA. */
export function curveOf(algorithm: SignatureAlgorithm): 'P-256' | 'P-384' | null {
  if (algorithm.startsWith('ecdsa-p256')) return 'P-256';
  return algorithm.startsWith('ecdsa-p384') ? 'P-384' : null;
}
