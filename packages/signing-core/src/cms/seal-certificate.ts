import { type KeyObject, X509Certificate } from 'node:crypto';
import { SigningError } from '../errors.js';
import { curveOf, type DigestSigner, type SignatureAlgorithm, schemeOf } from '../keys/digest-signer.js';
import { issuerAndSerial } from './parse-issuer-and-serial.js';

/** The signer's certificate, with the raw parts a SignerInfo names it by. */
export interface SealCertificate {
  readonly der: Uint8Array;
  readonly issuerDer: Uint8Array;
  readonly serialNumberDer: Uint8Array;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly maxSignatureBytes: number;
}

/** DER Ecdsa-Sig-Value: two integers, each with a sign byte and its own head. */
const CURVES = {
  'P-256': { namedCurve: 'prime256v1', maxSignatureBytes: 72 },
  'P-384': { namedCurve: 'secp384r1', maxSignatureBytes: 104 },
} as const;
const MIN_RSA_MODULUS_BITS = 2048;

/** Who signs: what is known of a key before it is asked. */
export type SignerIdentity = Pick<DigestSigner, 'algorithm' | 'certificateChainDer'>;

/** A seal reads its certificate three times; parsing it is the costly part. Kept only as long as the DER itself. */
const known = new WeakMap<Uint8Array, Map<SignatureAlgorithm, SealCertificate>>();

/** Reads the leaf of the signer's chain and checks that it fits the algorithm. Throws `signer-invalid`. */
export function readSealCertificate(signer: SignerIdentity): SealCertificate {
  const der = signer.certificateChainDer[0];
  if (!der) throw signerInvalid('The seal key has no certificate.');
  const byAlgorithm = known.get(der) ?? new Map<SignatureAlgorithm, SealCertificate>();
  const certificate = byAlgorithm.get(signer.algorithm) ?? parseSealCertificate(der, signer.algorithm);
  known.set(der, byAlgorithm.set(signer.algorithm, certificate));
  return certificate;
}

function parseSealCertificate(der: Uint8Array, algorithm: SignatureAlgorithm): SealCertificate {
  try {
    const certificate = new X509Certificate(der);
    return {
      der,
      ...issuerAndSerial(der),
      publicKey: certificate.publicKey,
      notBefore: certificate.validFromDate,
      notAfter: certificate.validToDate,
      maxSignatureBytes: maxSignatureBytes(certificate.publicKey, algorithm),
    };
  } catch (cause) {
    if (cause instanceof SigningError) throw cause;
    throw signerInvalid('The certificate of the seal key cannot be read.', cause);
  }
}

function maxSignatureBytes(publicKey: KeyObject, algorithm: SignatureAlgorithm): number {
  const { asymmetricKeyType: keyType, asymmetricKeyDetails: details } = publicKey;
  const curve = curveOf(algorithm);
  if (curve) {
    const expected = CURVES[curve];
    if (keyType === 'ec' && details?.namedCurve === expected.namedCurve) return expected.maxSignatureBytes;
  } else {
    // A key whose certificate names RSASSA-PSS may sign nothing else (RFC 4055 § 1.2).
    const fits = keyType === 'rsa' || (keyType === 'rsa-pss' && schemeOf(algorithm) === 'rsa-pss');
    const modulusBits = details?.modulusLength ?? 0;
    if (fits && modulusBits >= MIN_RSA_MODULUS_BITS) return Math.ceil(modulusBits / 8);
  }
  throw signerInvalid('The certificate of the seal key does not fit its algorithm.');
}

function signerInvalid(message: string, cause?: unknown): SigningError {
  return new SigningError('signer-invalid', message, { cause });
}
