export { digestByteLength, digestOf, schemeOf } from '../digest-signer.js';
export { readCertificateFile } from '../read-certificate-file.js';
export type { ExportAttempt } from './export-attempts.js';
export type { TokenDescription } from './find-slot.js';
export type { GeneratedKey } from './generate-seal-key.js';
export { type InitialiseRequest, initialiseToken, listTokens } from './initialise-token.js';
export {
  JOURNAL_START,
  type JournalEntry,
  type JournalLine,
  type JournalPosition,
  type JournalPurpose,
} from './journal-entry.js';
export { MAX_JOURNAL_LINE_BYTES, readJournalLine } from './journal-line.js';
export { JournalWriter } from './journal-writer.js';
export { SEAL_KEY_KINDS, type SealKeyKind } from './key-kind.js';
export type { KeySummary } from './key-summary.js';
export { isLogKeyLabel, LOG_KEY_KINDS, type LogKey, type LogKeyKind, type TriedLogKey } from './log-key.js';
export { type MadeSignature, toJournalEntry } from './made-signature.js';
export { type OpenSealSigner, openSealSigner, type SealSignerOptions } from './open-seal-signer.js';
export { type OpenTokenOptions, openToken } from './open-token.js';
export { isReadableByOthers, readPinSource } from './pin-source.js';
export { formatPkcs11Uri, type Pkcs11Uri, parsePkcs11Uri } from './pkcs11-uri.js';
export { type KeyAttributes, type KeyProbe, refuseUnfitKey } from './probe.js';
export { Pkcs11Token } from './token.js';
export type { StoredCertificate } from './token-certificates.js';
export { TokenError, type TokenErrorCode } from './token-error.js';
