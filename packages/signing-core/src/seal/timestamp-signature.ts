import { createHash } from 'node:crypto';
import { encodeSignedData } from '../cms/encode-signed-data.js';
import { readSealCertificate } from '../cms/seal-certificate.js';
import { SigningError } from '../errors.js';
import { digestOf } from '../keys/digest-signer.js';
import type { Timestamper, TimestampImprint, TimestampToken } from '../timestamp/token.js';
import { attributesFor } from './request-signature.js';
import type { SignedPdf, TimestampedPdf } from './stages.js';

/**
 * B-T: puts a token over the signature value into the unsigned attributes (signature-time-stamp, EN 319 122-1
 * § 5.3). Throws `timestamp-invalid`, `signer-invalid` when the certificate was not valid at the proven time;
 * errors of the timestamper pass through.
 */
export async function timestampSignature(
  signed: SignedPdf,
  timestamper: Timestamper,
): Promise<TimestampedPdf> {
  const { awaiting, signatureValue } = signed;
  const certificate = readSealCertificate(awaiting);
  const digestAlgorithm = digestOf(awaiting.algorithm);
  const digest = createHash(digestAlgorithm).update(signatureValue).digest();
  const token = await askFor({ digestAlgorithm, digest }, timestamper);
  // A signature proven only after its certificate ended is worth nothing to a verifier.
  if (token.time < certificate.notBefore || token.time > certificate.notAfter) {
    throw new SigningError(
      'signer-invalid',
      'The certificate of the seal key is not valid at the time the timestamp authority gives.',
    );
  }
  const cms = encodeSignedData({
    attributes: attributesFor(awaiting.prepared, awaiting, certificate),
    signature: signatureValue,
    algorithm: awaiting.algorithm,
    signerCertificate: certificate,
    certificateChainDer: awaiting.certificateChainDer,
    timestampTokenDer: token.der,
  });
  return { stage: 'timestamped', prepared: awaiting.prepared, timestampedAt: token.time, cms };
}

/** The timestamper checks its authority; this checks that the answer belongs to the question. */
export async function askFor(imprint: TimestampImprint, timestamper: Timestamper): Promise<TimestampToken> {
  const token = await timestamper(imprint);
  const belongs =
    token.digestAlgorithm === imprint.digestAlgorithm && Buffer.compare(token.digest, imprint.digest) === 0;
  if (!belongs) {
    throw new SigningError('timestamp-invalid', 'The timestamp was made for something else.');
  }
  return token;
}
