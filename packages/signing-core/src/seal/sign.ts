import type { DigestSigner } from '../keys/digest-signer.js';
import { completeSignature } from './complete-signature.js';
import { requestSignature } from './request-signature.js';
import type { PreparedPdf, SignedPdf } from './stages.js';

/**
 * Has the key sign: `requestSignature`, the key, `completeSignature`.
 * Throws `signer-invalid`, `signer-failed`; an error of the signer itself passes through unchanged.
 */
export async function sign(prepared: PreparedPdf, signer: DigestSigner): Promise<SignedPdf> {
  const awaiting = requestSignature(prepared, signer);
  return completeSignature(awaiting, await signer.signDigest(awaiting.digestToSign));
}
