import { createHash, verify } from 'node:crypto';
import { readSealCertificate, type SealCertificate } from '../cms/seal-certificate.js';
import { bytesToSign, encodeSignedData, signedAttributes, signedDataByteLength } from '../cms/signed-data.js';
import { SigningError } from '../errors.js';
import type { DigestSigner } from '../keys/digest-signer.js';
import type { PreparedPdf, SignedPdf } from './stages.js';

/**
 * Has the key sign and wraps the result as CAdES B-B. The signature is checked against the certificate before
 * it is used, so a mixed-up key or a faulty token is found here and not by the recipient.
 * Throws `signer-invalid`, `signer-failed`; an error of the signer itself passes through unchanged.
 */
export async function sign(prepared: PreparedPdf, signer: DigestSigner): Promise<SignedPdf> {
  const certificate = readSealCertificate(signer);
  checkValidity(certificate, prepared.signedAt);
  const attributes = signedAttributes(prepared.digest, certificate.der);
  const message = bytesToSign(attributes);
  const signature = await signer.signDigest(createHash('sha256').update(message).digest());
  if (!verify('sha256', message, certificate.publicKey, signature)) {
    throw new SigningError(
      'signer-failed',
      'The seal key answered with a signature that does not match its certificate.',
    );
  }
  const cms = encodeSignedData({
    attributes,
    signature,
    algorithm: signer.algorithm,
    signerCertificate: certificate,
    certificateChainDer: signer.certificateChainDer,
  });
  return { stage: 'signed', prepared, cms };
}

/** Bytes the container needs for this signer. */
export function containerByteLength(signer: DigestSigner): number {
  return signedDataByteLength(signer.algorithm, readSealCertificate(signer), signer.certificateChainDer);
}

function checkValidity(certificate: SealCertificate, at: Date): void {
  if (at < certificate.notBefore || at > certificate.notAfter) {
    throw new SigningError(
      'signer-invalid',
      'The certificate of the seal key is not valid at the time of sealing.',
    );
  }
}
