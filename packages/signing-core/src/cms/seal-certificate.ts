import { type KeyObject, X509Certificate } from 'node:crypto';
import { SigningError } from '../errors.js';
import type { DigestSigner } from '../keys/digest-signer.js';
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

/** DER Ecdsa-Sig-Value on P-256: two integers of at most 33 bytes. */
const MAX_P256_SIGNATURE_BYTES = 72;
const MIN_RSA_MODULUS_BITS = 2048;

/** Reads the leaf of the signer's chain and checks that it fits the algorithm. Throws `signer-invalid`. */
export function readSealCertificate(signer: DigestSigner): SealCertificate {
  const der = signer.certificateChainDer[0];
  if (!der) throw signerInvalid('The seal key has no certificate.');
  try {
    const certificate = new X509Certificate(der);
    return {
      der,
      ...issuerAndSerial(der),
      publicKey: certificate.publicKey,
      notBefore: certificate.validFromDate,
      notAfter: certificate.validToDate,
      maxSignatureBytes: maxSignatureBytes(certificate.publicKey, signer.algorithm),
    };
  } catch (cause) {
    if (cause instanceof SigningError) throw cause;
    throw signerInvalid('The certificate of the seal key cannot be read.', cause);
  }
}

function maxSignatureBytes(publicKey: KeyObject, algorithm: DigestSigner['algorithm']): number {
  const details = publicKey.asymmetricKeyDetails;
  if (algorithm === 'ecdsa-p256-sha256') {
    if (publicKey.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1')
      return MAX_P256_SIGNATURE_BYTES;
  } else if (publicKey.asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= MIN_RSA_MODULUS_BITS) {
    return Math.ceil((details?.modulusLength ?? 0) / 8);
  }
  throw signerInvalid('The certificate of the seal key does not fit its algorithm.');
}

function signerInvalid(message: string, cause?: unknown): SigningError {
  return new SigningError('signer-invalid', message, { cause });
}
