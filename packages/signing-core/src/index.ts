export { SigningError, type SigningErrorCode } from './errors.js';
export type { DigestSigner, SignatureAlgorithm } from './keys/digest-signer.js';
export type { FontSet } from './pdf/font-set.js';
