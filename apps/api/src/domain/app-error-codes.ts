/** From the database, the blob store, the queue, the mail transport and the PDF sandbox. */
type InfrastructureErrorCode =
  | 'database-busy'
  | 'database-unavailable'
  | 'storage-full'
  | 'storage-unavailable'
  | 'blob-missing'
  | 'blob-damaged'
  | 'master-key-wrong'
  | 'pdf-timed-out'
  | 'pdf-reader-busy'
  | 'pdf-too-complex'
  | 'pdf-readers-disagree'
  | 'pdf-page-missing'
  | 'mail-address-invalid'
  | 'job-unknown'
  | 'job-payload-invalid';

/** Two writers met; the caller should read again. */
type ConcurrencyErrorCode = 'version-conflict' | 'idempotency-key-reused' | 'idempotency-key-in-progress';

/** Requests as such: who asks, in what form, how often. */
type RequestErrorCode =
  | 'validation-failed'
  | 'body-malformed'
  | 'not-found'
  | 'unsupported-media-type'
  | 'payload-too-large'
  | 'file-missing'
  | 'upload-incomplete'
  | 'upload-expired'
  | 'upload-offset-wrong'
  | 'upload-header-invalid'
  | 'tus-version-unsupported'
  | 'unauthenticated'
  | 'api-key-invalid'
  | 'signer-session-missing'
  | 'sign-in-refused'
  | 'password-wrong'
  | 'password-unusable'
  | 'password-link-used'
  | 'forbidden'
  | 'scope-missing'
  | 'origin-refused'
  | 'too-many-requests'
  | 'idempotency-key-invalid'
  | 'version-missing'
  | 'cursor-invalid'
  | 'service-unavailable';

/** The rules of an envelope. */
type EnvelopeErrorCode =
  | 'envelope-not-draft'
  | 'envelope-not-sent'
  | 'envelope-not-sealing'
  | 'envelope-not-ready'
  | 'document-in-use'
  | 'warnings-unconfirmed'
  | 'rehearsal-failed'
  | 'recipient-key-duplicate'
  | 'recipient-not-invited'
  | 'reminded-recently'
  | 'file-not-available'
  | 'file-erased'
  | 'erasure-refused'
  | 'erasures-not-applied'
  | 'erasure-not-confirmed'
  | 'erasure-running'
  | 'person-unknown'
  | 'retention-contradicts'
  | 'seal-key-missing'
  | 'seal-key-expired'
  | 'seal-key-expires-too-soon'
  | 'sealing-not-ready'
  | 'seal-check-failed'
  | 'nothing-to-seal-again'
  | 'sealing-policy-contradicts'
  | 'timestamp-authority-missing'
  | 'revocation-source-missing';

/** What a signer can be told. */
type SigningStepErrorCode =
  | 'link-unknown'
  | 'link-expired'
  | 'link-voided'
  | 'link-declined'
  | 'link-revoked'
  | 'link-erased'
  | 'not-your-turn'
  | 'consent-required'
  | 'consent-version-unknown'
  | 'already-completed'
  | 'already-declined'
  | 'copy-only'
  | 'field-unknown'
  | 'field-locked'
  | 'field-value-invalid'
  | 'text-undrawable'
  | 'fields-missing'
  | 'document-hash-mismatch'
  | 'download-link-invalid';

/** Templates, bulk sends and their files. */
type BatchErrorCode =
  | 'template-archived'
  | 'template-role-missing'
  | 'template-role-unknown'
  | 'template-value-unknown'
  | 'csv-unreadable'
  | 'csv-empty'
  | 'csv-too-many-rows'
  | 'csv-columns-wrong'
  | 'bulk-not-checked'
  | 'bulk-not-running'
  | 'bulk-has-invalid-rows'
  | 'bulk-nothing-to-send'
  | 'bulk-nothing-to-retry';

/** The auditor's room. */
type AuditingErrorCode =
  | 'auditor-access-ended'
  | 'auditor-is-member'
  | 'auditor-address-taken'
  | 'auditor-already-invited'
  | 'auditor-grant-over'
  | 'auditor-period-invalid'
  | 'sample-seed-invalid'
  | 'legal-hold-lifted'
  | 'mails-not-held'
  | 'log-not-there-yet';

/** The transparency log. */
type LogErrorCode = 'checkpoint-not-ours' | 'checkpoint-contradicts' | 'log-behind' | 'log-damaged';

/** Every code the application itself may answer with, besides those of signing-core and audit. */
export type AppErrorCode =
  | InfrastructureErrorCode
  | ConcurrencyErrorCode
  | RequestErrorCode
  | EnvelopeErrorCode
  | SigningStepErrorCode
  | BatchErrorCode
  | LogErrorCode
  | AuditingErrorCode;
