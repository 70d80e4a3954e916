import type { AuditErrorCode } from '@sealwright/audit';
import type { SigningErrorCode } from '@sealwright/signing-core';
import type { AppErrorCode } from '../domain/app-error.js';

export type ProblemCode = AppErrorCode | SigningErrorCode | AuditErrorCode;

export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** True when the same request, unchanged, may succeed later; the job runner asks the same question. */
  readonly retry: boolean;
}

const kind = (status: number, title: string): ProblemKind => ({ status, title, retry: false });
const passing = (status: number, title: string): ProblemKind => ({ status, title, retry: true });

/** Every code the platform can answer with, and what it means for HTTP and for a retry. The compiler keeps it complete. */
export const problemCatalogue = {
  'validation-failed': kind(422, 'The request does not fit'),
  'body-malformed': kind(400, 'The request cannot be read'),
  'not-found': kind(404, 'Not found'),
  'unsupported-media-type': kind(415, 'Content type not accepted'),
  'payload-too-large': kind(413, 'Too large'),
  'file-missing': kind(400, 'File missing'),
  unauthenticated: kind(401, 'Sign in first'),
  'api-key-invalid': kind(401, 'API key not accepted'),
  'signer-session-missing': kind(401, 'Open your link again'),
  forbidden: kind(403, 'Not allowed'),
  'scope-missing': kind(403, 'Scope missing'),
  'origin-refused': kind(403, 'Request from another site'),
  'too-many-requests': passing(429, 'Too many requests'),
  'idempotency-key-invalid': kind(400, 'Idempotency-Key not usable'),
  'idempotency-key-reused': kind(409, 'Idempotency-Key used for another request'),
  'idempotency-key-in-progress': passing(409, 'The first request is still running'),
  'version-missing': kind(428, 'If-Match missing'),
  'version-conflict': kind(412, 'Changed in the meantime'),
  'cursor-invalid': kind(400, 'Cursor not usable'),
  'service-unavailable': passing(503, 'Not available right now'),
  'database-busy': passing(503, 'The database is busy'),
  'database-unavailable': passing(503, 'The database cannot be reached'),
  'storage-full': passing(507, 'The disk is full'),
  'storage-unavailable': passing(503, 'The storage cannot be reached'),
  'blob-missing': kind(500, 'A stored file is missing'),
  'blob-damaged': kind(500, 'A stored file is damaged'),
  'master-key-wrong': kind(500, 'The master key does not fit'),
  'mail-address-invalid': kind(422, 'E-mail address not usable'),
  'job-unknown': kind(500, 'Unknown job'),
  'job-payload-invalid': kind(500, 'Job not readable'),

  'pdf-timed-out': kind(422, 'The PDF took too long to read'),
  'pdf-readers-disagree': kind(422, 'The PDF is ambiguous'),
  'pdf-page-missing': kind(404, 'No such page'),
  'pdf-empty': kind(422, 'The file is empty'),
  'pdf-not-a-pdf': kind(422, 'Not a PDF'),
  'pdf-encrypted': kind(422, 'The PDF is encrypted'),
  'pdf-permissions-locked': kind(422, 'The PDF is locked against changes'),
  'pdf-damaged': kind(422, 'The PDF is damaged'),
  'pdf-no-pages': kind(422, 'The PDF has no pages'),
  'pdf-too-many-pages': kind(422, 'The PDF has too many pages'),
  'pdf-page-box-invalid': kind(422, 'A page has no usable size'),
  'pdf-too-complex': kind(422, 'The PDF is too complex'),
  'pdf-external-content': kind(422, 'The PDF refers to outside content'),
  'pdf-dynamic-form': kind(422, 'The PDF is a dynamic form'),
  'pdf-portfolio': kind(422, 'The PDF is a portfolio'),
  'pdf-signature-forbids-changes': kind(422, 'The PDF is certified against changes'),
  'pdf-signature-broken': kind(422, 'The PDF carries a broken signature'),
  'pdf-cannot-be-sealed': kind(422, 'The PDF cannot be sealed'),
  'mark-invalid': kind(422, 'A field cannot be drawn'),
  'text-undrawable': kind(422, 'Characters that cannot be drawn'),
  'font-unusable': kind(500, 'A font cannot be used'),
  'seal-option-invalid': kind(500, 'The seal is misconfigured'),
  'seal-container-too-small': kind(500, 'The seal does not fit'),
  'seal-self-check-failed': kind(500, 'The seal failed its own check'),
  'signer-invalid': kind(500, 'The seal key cannot be used'),
  'signer-failed': passing(503, 'The seal key did not answer'),
  'trust-root-invalid': kind(500, 'The trust root cannot be read'),

  'envelope-not-draft': kind(409, 'No longer a draft'),
  'envelope-not-sent': kind(409, 'Not out for signature'),
  'envelope-not-sealing': kind(409, 'Not being sealed'),
  'envelope-not-ready': kind(422, 'Not ready to send'),
  'document-in-use': kind(409, 'Document already used'),
  'recipient-key-duplicate': kind(422, 'Two recipients with one key'),
  'recipient-not-invited': kind(409, 'Not this recipient’s turn'),
  'reminded-recently': passing(429, 'Reminded a short while ago'),
  'file-not-available': kind(404, 'File not there yet'),
  'seal-key-missing': passing(409, 'No seal key'),
  'seal-key-expired': passing(409, 'Seal certificate expired'),
  'seal-key-expires-too-soon': passing(409, 'Seal certificate ends too soon'),
  'sealing-not-ready': passing(503, 'Sealing is not possible right now'),
  'seal-check-failed': kind(500, 'The sealed file did not pass its check'),
  'nothing-to-seal-again': kind(409, 'Nothing to seal again'),

  'link-unknown': kind(404, 'Link not known'),
  'link-expired': kind(410, 'The time has run out'),
  'link-voided': kind(410, 'Withdrawn by the sender'),
  'link-declined': kind(410, 'Declined'),
  'link-revoked': kind(410, 'Link replaced'),
  'not-your-turn': kind(409, 'Not your turn yet'),
  'consent-required': kind(409, 'Consent first'),
  'consent-version-unknown': kind(409, 'The consent text has changed'),
  'already-completed': kind(409, 'Already finished'),
  'already-declined': kind(409, 'Already declined'),
  'copy-only': kind(409, 'Nothing to sign'),
  'field-unknown': kind(404, 'No such field'),
  'field-locked': kind(409, 'Field cannot be changed'),
  'field-value-invalid': kind(422, 'Value does not fit the field'),
  'fields-missing': kind(422, 'Fields still empty'),
  'document-hash-mismatch': kind(409, 'Another document'),
  'download-link-invalid': kind(403, 'Download link not valid'),

  'template-archived': kind(409, 'Template archived'),
  'template-role-missing': kind(422, 'A role is not filled'),
  'template-role-unknown': kind(422, 'No such role'),
  'template-value-unknown': kind(422, 'No such field label'),
  'csv-unreadable': kind(422, 'The list cannot be read'),
  'csv-empty': kind(422, 'The list is empty'),
  'csv-too-many-rows': kind(422, 'The list is too long'),
  'csv-columns-wrong': kind(422, 'The columns do not fit'),
  'bulk-not-checked': kind(409, 'Not waiting to start'),
  'bulk-not-running': kind(409, 'Not running'),
  'bulk-has-invalid-rows': kind(409, 'Some rows are invalid'),
  'bulk-nothing-to-send': kind(409, 'Nothing to send'),
  'bulk-nothing-to-retry': kind(409, 'Nothing to retry'),

  'value-not-canonical': kind(500, 'A value cannot be recorded'),
  'event-type-unknown': kind(500, 'Unknown event'),
  'event-invalid': kind(500, 'An event cannot be recorded'),
  'event-too-large': kind(500, 'An event is too large'),
  'personal-invalid': kind(500, 'A value cannot be recorded'),
  'audit-json-unreadable': kind(422, 'The audit record cannot be read'),
  'audit-json-version-unknown': kind(422, 'The audit record is of another version'),
  'chain-broken': kind(500, 'The record does not hold together'),
  'certificate-input-mismatch': kind(500, 'The audit certificate does not fit its record'),
  'certificate-not-final': kind(409, 'The envelope is not finished'),
} satisfies Record<ProblemCode, ProblemKind>;

/** What a thrown thing means; null for everything that was not thrown on purpose. */
export function problemKindOf(code: string): ProblemKind | null {
  return Object.hasOwn(problemCatalogue, code) ? problemCatalogue[code as ProblemCode] : null;
}
