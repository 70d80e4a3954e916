export { SigningError, type SigningErrorCode } from './errors.js';
export type { FontSet } from './fonts/font-set.js';
export { inspectPdf } from './intake/inspect-pdf.js';
export { rehearse } from './intake/rehearse.js';
export type { IntakeLimits, IntakeReason, IntakeWarningCode, PdfReport } from './intake/report.js';
export { createCertificateRequest, type RequestSubject } from './keys/certificate-request.js';
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
export {
  curveOf,
  type DigestName,
  type DigestSigner,
  digestByteLength,
  digestOf,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
  type SignatureScheme,
  schemeOf,
} from './keys/digest-signer.js';
export { assembleSealChain, type ChainFinding, type SealChain } from './keys/seal-chain.js';
export type { ByteRange } from './pdf/byte-range.js';
export { drawMarks } from './pdf/draw-marks.js';
export type { FieldMark, MarkContent } from './pdf/marks.js';
export type { FractionBox } from './pdf/page-geometry.js';
export { findUndrawable, type TextFace } from './pdf/text-runs.js';
export { embed } from './seal/embed.js';
export { prepare } from './seal/prepare.js';
export { sealPdf } from './seal/seal-pdf.js';
export { containerByteLength, sign } from './seal/sign.js';
export type { PreparedPdf, SealedPdf, SealOptions, SignedPdf } from './seal/stages.js';
export type { TimestampAuthority } from './timestamp/authority.js';
export type { TimestampFinding, TimestampProblemCode, TimestampStatement } from './timestamp/finding.js';
export type { Timestamper, TimestampImprint, TimestampToken } from './timestamp/token.js';
export { assertSecondParserAgrees } from './verify/agree-with-second-parser.js';
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
} from './verify/report.js';
export { type VerifyOptions, verifyPdf } from './verify/verify-pdf.js';
export { type ParsedCertificate, parseCertificate } from './x509/certificate.js';
export type { PathFinding, PathProblemCode, PathPurpose, PathResult } from './x509/path-result.js';
export type { RevocationAnswer, RevocationQuery, RevocationSource } from './x509/revocation-source.js';
export type { CertificateRevocation, RevocationResult, RevocationStatus } from './x509/revocation-status.js';
export { NO_VALIDATION_DATA, type ValidationData } from './x509/validation-data.js';
