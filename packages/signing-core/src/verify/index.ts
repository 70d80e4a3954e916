/** Entry point `/verify`: the verifier alone. Runs in Node and in a browser, fetches nothing. */
export { SigningError, type SigningErrorCode } from '../errors.js';
export type { ByteRange } from '../pdf/byte-range.js';
export type { EmbeddedFile } from '../pdf/embedded-files.js';
export { checkTimestampToken, type ImprintOf, type TokenTrust } from '../timestamp/check-token.js';
export { checkTokenForm, type TokenForm } from '../timestamp/check-token-form.js';
export type { TimestampFinding, TimestampProblemCode, TimestampStatement } from '../timestamp/finding.js';
export { type ParsedCertificate, parseCertificate } from '../x509/certificate.js';
export type { PathFinding, PathProblemCode, PathResult } from '../x509/path-result.js';
export { readPemBlocks } from '../x509/read-pem.js';
export { readTrustedRoots } from '../x509/trusted-roots.js';
export { attachmentsOf } from './attachments-of.js';
export { isOwnRevision } from './is-own-revision.js';
export { readSeals, type Seal, type SealsOfFile } from './read-seals.js';
export type {
  BaselineLevel,
  DocMdpReport,
  FieldMdpReport,
  PolicyFinding,
  PolicyFindingCode,
  ProvenTime,
  SignatureReport,
  VerificationCheck,
  VerificationReport,
} from './report.js';
export { type VerifyOptions, verifyPdf } from './verify-pdf.js';
