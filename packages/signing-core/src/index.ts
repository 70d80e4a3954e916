export { createCertificateRequest, type RequestSubject } from './cms/certificate-request.js';
export { SigningError, type SigningErrorCode } from './errors.js';
export type { FontFile, FontSet } from './fonts/font-set.js';
export type {
  ActiveFinding,
  DocumentFacts,
  EncryptionFact,
  PdfFacts,
  SignatureFact,
} from './intake/facts/pdf-facts.js';
export type { FoundField, FoundFieldType, FoundOption } from './intake/forms/found-field.js';
export { type NormalisedPdf, normalisePdf } from './intake/normalise/normalise-pdf.js';
export { type RehearsalFailure, rehearse } from './intake/rehearsal/rehearse.js';
export type {
  IntakeLimits,
  IntakeNote,
  IntakeReason,
  IntakeWarningCode,
  PdfReport,
  SourceFormat,
} from './intake/report.js';
export { inspectPdf, type TakenPdf, takeIn } from './intake/take-in.js';
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
export { type CollectOptions, collectValidationData } from './long-term/collect-validation-data.js';
export type { ByteRange } from './pdf/byte-range.js';
export { drawMarks } from './pdf/draw-marks.js';
export { allocateFile } from './pdf/file-room.js';
export type { FieldMark, MarkContent } from './pdf/marks.js';
export type { FractionBox } from './pdf/page-geometry.js';
export { readPdfFile } from './pdf/read-pdf-file.js';
export {
  createTypesetter,
  type TypesetDocument,
  type TypesetLine,
  type Typesetter,
} from './pdf/typesetter.js';
export { addDocumentTimestamp, type DocumentTimestampOptions } from './seal/add-document-timestamp.js';
export { addValidationData } from './seal/add-validation-data.js';
export { completeSignature } from './seal/complete-signature.js';
export { embed } from './seal/embed.js';
export { extendPdf } from './seal/extend-pdf.js';
export { prepare } from './seal/prepare.js';
export {
  containerByteLength,
  digestToSign,
  requestSignature,
  USUAL_TIMESTAMP_BYTES,
} from './seal/request-signature.js';
export type { FieldLock, SealOptions } from './seal/seal-options.js';
export { sealPdf } from './seal/seal-pdf.js';
export { sign } from './seal/sign.js';
export type {
  AddedRevision,
  AwaitingSignature,
  CollectValidationData,
  ExtendedPdf,
  ExtendTarget,
  FinishedPdf,
  PreparedPdf,
  SealedPdf,
  SignedPdf,
  TimestampedPdf,
} from './seal/stages.js';
export { restoreStage, type StoreOptions, storeStage, type WaitingStage } from './seal/store-stage.js';
export { timestampSignature } from './seal/timestamp-signature.js';
export type { RenderSealAppearance, SealAppearance, SealTexts, VisibleSeal } from './seal/visible-seal.js';
export { findUndrawable, type TextFace } from './text/find-undrawable.js';
export type { TimestampAuthority } from './timestamp/authority.js';
export { checkTimestampToken, type ImprintOf, type TokenTrust } from './timestamp/check-token.js';
export { createTimestamper, type TimestamperOptions } from './timestamp/create-timestamper.js';
export type { TimestampFinding, TimestampProblemCode, TimestampStatement } from './timestamp/finding.js';
export { TimestampError, type TimestampFailure } from './timestamp/timestamp-refusal.js';
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
export { checkRevocation, type RevocationOptions } from './x509/check-revocation.js';
export type { PathFinding, PathProblemCode, PathPurpose, PathResult } from './x509/path-result.js';
export type { RevocationAnswer, RevocationQuery, RevocationSource } from './x509/revocation-source.js';
export type { CertificateRevocation, RevocationResult, RevocationStatus } from './x509/revocation-status.js';
export { readTrustedRoots } from './x509/trusted-roots.js';
export { validatePath } from './x509/validate-path.js';
export { NO_VALIDATION_DATA, type ValidationData } from './x509/validation-data.js';
