/** Entry point `/verify`: the verifier alone. Runs in Node and in a browser, fetches nothing. */
export { SigningError, type SigningErrorCode } from '../errors.js';
export type { ByteRange } from '../pdf/byte-range.js';
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
