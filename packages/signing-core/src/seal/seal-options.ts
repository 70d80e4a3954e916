import { SigningError } from '../errors.js';
import type { DigestName } from '../keys/digest-signer.js';
import type { VisibleSeal } from './visible-seal.js';

/** Fields a signature locks (FieldMDP, ISO 32000-2 § 12.8.2.4): a later change of one of them breaks it. */
export type FieldLock =
  | { readonly action: 'all' }
  | { readonly action: 'include' | 'exclude'; readonly fields: readonly string[] };

/** What a seal says about itself, shown by PDF readers beside the signature, and how it is put into the file. */
export interface SealOptions {
  /** Who seals, e.g. the organisation. */
  readonly name: string;
  /** Left out of the signature when empty. */
  readonly reason: string;
  readonly location?: string;
  /** Claimed time, written to /M in UTC with whole seconds. */
  readonly signedAt: Date;
  /** Digest of the signer's algorithm; `sealPdf` fills it in. SHA-256 when left out. */
  readonly digestAlgorithm?: DigestName;
  /** Room for the CMS in bytes: `containerByteLength` says how much. `sealPdf` computes what the signer needs. */
  readonly contentsByteLength?: number;
  /** True when the signature will get a timestamp: a field may ask for one. `sealPdf` fills it in. */
  readonly willBeTimestamped?: boolean;
  /** Certifies the document (DocMDP): 1 no changes, 2 form filling and signing, 3 also annotations. First signature only. */
  readonly certify?: 1 | 2 | 3;
  readonly lock?: FieldLock;
  /** Signs the empty signature field of this full name, or makes a new field of this name when there is none. */
  readonly fieldName?: string;
  /** Invisible when left out. In an existing field the seal is drawn into the field's own rectangle. */
  readonly visible?: VisibleSeal;
}

/** Fits a P-256 or RSA-4096 signature with three or four ordinary certificates. */
export const DEFAULT_CONTENTS_BYTES = 8192;
const MAX_CONTENTS_BYTES = 1 << 20;
const MAX_TEXT_CHARACTERS = 512;
const MAX_FIELD_NAME_CHARACTERS = 128;
const MAX_LOCKED_FIELDS = 1000;

/** Throws `seal-option-invalid`, saying which option. */
export function checkOptions(options: SealOptions): void {
  checkText(options.name, 'name');
  checkText(options.reason, 'reason');
  checkText(options.location ?? '', 'place');
  const length = options.contentsByteLength ?? DEFAULT_CONTENTS_BYTES;
  // Year 0 to 9999 is what a PDF date can say.
  const year = options.signedAt.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw optionInvalid('The time given for the seal is not usable.');
  if (!Number.isInteger(length) || length < 1 || length > MAX_CONTENTS_BYTES) {
    throw optionInvalid('The space reserved for the signature must be 1 byte to 1 megabyte.');
  }
  if (options.certify !== undefined && ![1, 2, 3].includes(options.certify)) {
    throw optionInvalid('A certification allows 1 (nothing), 2 (filling in) or 3 (also comments).');
  }
  if (options.fieldName !== undefined) checkFieldName(options.fieldName);
  checkLock(options.lock);
}

/** No controls: a name with a line end or a direction override reads differently in every viewer. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

function checkText(text: string, what: string): void {
  if (text.length > MAX_TEXT_CHARACTERS) {
    throw optionInvalid(`The ${what} of the seal is longer than ${MAX_TEXT_CHARACTERS} characters.`);
  }
  if (CONTROLS.test(text) || !text.isWellFormed()) {
    throw optionInvalid(`The ${what} of the seal holds control characters. Use one line of ordinary text.`);
  }
}

function checkFieldName(fieldName: string): void {
  const usable =
    fieldName.length > 0 &&
    fieldName.length <= MAX_FIELD_NAME_CHARACTERS &&
    fieldName.split('.').every((part) => part !== '') &&
    !CONTROLS.test(fieldName) &&
    fieldName.isWellFormed();
  if (!usable) throw optionInvalid('The name of the signature field is not usable.');
}

function checkLock(lock: FieldLock | undefined): void {
  if (!lock || lock.action === 'all') return;
  if (lock.fields.length > MAX_LOCKED_FIELDS) throw optionInvalid('Too many fields to lock by name.');
  for (const fieldName of lock.fields) checkFieldName(fieldName);
}

export function optionInvalid(message: string, cause?: unknown): SigningError {
  return new SigningError('seal-option-invalid', message, { cause });
}

export function collectorMissing(): SigningError {
  return optionInvalid(
    'Certificates and revocation data have to come from somewhere: name a source for them.',
  );
}
