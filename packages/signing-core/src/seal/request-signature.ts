import { createHash } from 'node:crypto';
import { readSealCertificate, type SealCertificate, type SignerIdentity } from '../cms/seal-certificate.js';
import { bytesToSign, signedAttributes, signedDataByteLength } from '../cms/signed-data.js';
import { SigningError } from '../errors.js';
import { digestOf } from '../keys/digest-signer.js';
import { digestByteRange } from './digest-byte-range.js';
import type { AwaitingSignature, PreparedPdf } from './stages.js';

/**
 * What the key has to sign: the signed attributes over the document's digest. Deterministic, so asking again
 * after a crash asks for the same. Throws `signer-invalid`.
 */
export function requestSignature(prepared: PreparedPdf, signer: SignerIdentity): AwaitingSignature {
  const certificate = readSealCertificate(signer);
  checkValidity(certificate, prepared.signedAt);
  const signedAttributesDer = bytesToSign(attributesFor(prepared, signer, certificate));
  const digestAlgorithm = digestOf(signer.algorithm);
  return {
    stage: 'awaiting-signature',
    prepared,
    algorithm: signer.algorithm,
    certificateChainDer: signer.certificateChainDer,
    signedAttributesDer,
    digestToSign: createHash(digestAlgorithm).update(signedAttributesDer).digest(),
  };
}

/**
 * What the key has to sign for a document of this digest, for whoever holds a record of signatures against one of
 * documents. `documentDigest`: over the signed byte range, by the digest of the signer's algorithm. Throws
 * `signer-invalid`.
 */
export function digestToSign(documentDigest: Uint8Array, signer: SignerIdentity): Uint8Array {
  const algorithm = digestOf(signer.algorithm);
  const attributes = signedAttributes(documentDigest, readSealCertificate(signer).der, algorithm);
  return createHash(algorithm).update(bytesToSign(attributes)).digest();
}

/** Built from the stage each time instead of taken from storage: what is signed is what this code would sign. */
export function attributesFor(
  prepared: PreparedPdf,
  signer: SignerIdentity,
  certificate: SealCertificate,
): Uint8Array[] {
  const algorithm = digestOf(signer.algorithm);
  const digest =
    algorithm === prepared.digestAlgorithm
      ? prepared.digest
      : digestByteRange(prepared.bytes, prepared.byteRange, algorithm);
  return signedAttributes(digest, certificate.der, algorithm);
}

/** A large enough token for every public authority we know: they send two or three certificates along. */
export const USUAL_TIMESTAMP_BYTES = 8192;

/**
 * Bytes the container needs for this signer, known before it signs.
 * `timestampByteLength`: of the token that will be added, 0 for none.
 * Throws `signer-invalid`.
 */
export function containerByteLength(signer: SignerIdentity, timestampByteLength = 0): number {
  const certificate = readSealCertificate(signer);
  return signedDataByteLength(signer.algorithm, certificate, signer.certificateChainDer, timestampByteLength);
}

function checkValidity(certificate: SealCertificate, at: Date): void {
  if (at < certificate.notBefore || at > certificate.notAfter) {
    throw new SigningError(
      'signer-invalid',
      'The certificate of the seal key is not valid at the time of sealing.',
    );
  }
}
