/** For tests of whoever uses this library: keys in memory, under roots nobody else trusts. */

export {
  createDevelopmentAuthority,
  issueDevelopmentChain,
  issueSealCertificate,
} from '../keys/development-ca.js';
export {
  createEphemeralSigner as softwareSigner,
  type EphemeralSigner as SoftwareSigner,
  type EphemeralSignerOptions as SoftwareSignerOptions,
} from '../keys/ephemeral-signer.js';
export { type ForgedToken, forgeTimestampReply } from './forge-timestamp.js';
export { localTimestampAuthority, type TimestampFault } from './local-timestamp-authority.js';
export { sampleDocx } from './sample-office.js';
export { type SamplePdfOptions, samplePdf } from './sample-pdf.js';
export { sampleJpeg } from './sample-pictures.js';
export { createTestRoot, TestIdentity } from './test-authority.js';
export { createTestTrust, type TestSignerOptions, type TestTrust } from './test-trust.js';
