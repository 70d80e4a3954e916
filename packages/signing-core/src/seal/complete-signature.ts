import { constants, verify } from 'node:crypto';
import { encodeSignedData } from '../cms/encode-signed-data.js';
import { readSealCertificate, type SealCertificate } from '../cms/seal-certificate.js';
import { bytesToSign } from '../cms/signed-data.js';
import { SigningError } from '../errors.js';
import { digestByteLength, digestOf, type SignatureAlgorithm, schemeOf } from '../keys/digest-signer.js';
import { attributesFor } from './request-signature.js';
import type { AwaitingSignature, SignedPdf } from './stages.js';

/**
 * Takes the answer of a key and wraps it as CAdES B-B. The signature is checked against the certificate before
 * it is used, so a mixed-up key, a faulty token or an answer to another question is found here and not by the
 * recipient. Throws `signer-failed`, `signer-invalid`.
 */
export function completeSignature(awaiting: AwaitingSignature, signatureValue: Uint8Array): SignedPdf {
  const { prepared, algorithm, certificateChainDer } = awaiting;
  const certificate = readSealCertificate(awaiting);
  const attributes = attributesFor(prepared, awaiting, certificate);
  if (!isSignatureOver(bytesToSign(attributes), signatureValue, algorithm, certificate)) {
    throw new SigningError(
      'signer-failed',
      'The seal key answered with a signature that does not match its certificate.',
    );
  }
  const cms = encodeSignedData({
    attributes,
    signature: signatureValue,
    algorithm,
    signerCertificate: certificate,
    certificateChainDer,
  });
  return { stage: 'signed', awaiting, signatureValue, cms };
}

function isSignatureOver(
  message: Uint8Array,
  signature: Uint8Array,
  algorithm: SignatureAlgorithm,
  { publicKey }: SealCertificate,
): boolean {
  const digest = digestOf(algorithm);
  const scheme = schemeOf(algorithm);
  if (scheme === 'ecdsa') return verify(digest, message, publicKey, signature);
  if (scheme === 'rsa-pkcs1') return verify(digest, message, publicKey, signature);
  // The salt length is written into the signature's parameters: another one would not verify elsewhere.
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: digestByteLength(digest) };
  return verify(digest, message, { key: publicKey, ...pss }, signature);
}
