export type SignatureAlgorithm = 'ecdsa-p256-sha256' | 'rsa-pkcs1-sha256';

/**
 * A private key somewhere else (token, cloud, test). It is only ever asked to sign a digest: the document
 * never reaches it, so it can live in another process or machine.
 */
export interface DigestSigner {
  readonly algorithm: SignatureAlgorithm;
  /** DER certificates, the one that matches the key first, then its issuers upwards. The root may be left out. */
  readonly certificateChainDer: readonly Uint8Array[];
  /**
   * Signs a 32-byte SHA-256 digest.
   * ECDSA answers the DER `Ecdsa-Sig-Value` (RFC 3279 § 2.2.3), RSA the PKCS#1 v1.5 block over its DigestInfo.
   */
  signDigest(digest: Uint8Array): Promise<Uint8Array>;
}
