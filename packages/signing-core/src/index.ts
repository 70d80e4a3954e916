export { SigningError, type SigningErrorCode } from './errors.js';
export {
  certificateFingerprintHex,
  createDevelopmentAuthority,
  type DevelopmentAuthority,
  type DevelopmentChain,
  type DevelopmentChainNames,
  issueDevelopmentChain,
  issueSealCertificate,
  type SealCertificateRequest,
} from './keys/development-ca.js';
export type { DigestSigner, SignatureAlgorithm } from './keys/digest-signer.js';
export type { FontSet } from './pdf/font-set.js';
