import { SigningError } from '../errors.js';
import { type FormField, listFormFields } from '../pdf/form-fields.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import { certificationLevel, listSignatureFields } from '../pdf/signature-fields.js';
import { attachSignature } from './attach-signature.js';
import { type ChosenField, chooseField } from './choose-field.js';
import { digestByteRange } from './digest-byte-range.js';
import { type EffectiveLock, readLock } from './field-lock.js';
import { rememberDigest } from './known-digests.js';
import { openForRevision, rootOf } from './open-for-revision.js';
import { checkOptions, DEFAULT_CONTENTS_BYTES, optionInvalid, type SealOptions } from './seal-options.js';
import { checkSeedValues } from './seed-values.js';
import { sealDictionary } from './signature-dictionary.js';
import { writeSignatureRevision } from './signature-revision.js';
import type { PreparedPdf } from './stages.js';

/**
 * Appends a revision with a signature field and an empty container, and answers the digest a key has to sign.
 * `pdf` is never changed; when it came from `readPdfFile` the revision is written behind it in place.
 * Throws `seal-option-invalid`, `seal-field-unusable`, `pdf-signature-forbids-changes`, `pdf-encrypted`,
 * `pdf-damaged`, `seal-self-check-failed`.
 */
export function prepare(pdf: Uint8Array, options: SealOptions): PreparedPdf {
  checkOptions(options);
  const reader = openForRevision(pdf);
  const fields = listFormFields(reader);
  checkPermission(reader, fields, options);
  const chosen = chooseField(reader, fields, options.fieldName);
  const lock = lockFor(reader, fields, chosen, options);
  if (chosen.kind === 'existing') checkSeedValues(reader, chosen.field, options);
  const contentsByteLength = options.contentsByteLength ?? DEFAULT_CONTENTS_BYTES;
  const dictionary = sealDictionary(options, contentsByteLength, lock, rootOf(reader));
  const revision = writeSignatureRevision(reader, dictionary, (writer, signature) =>
    attachSignature({ reader, writer, signature, options }, chosen),
  );
  const digestAlgorithm = options.digestAlgorithm ?? 'sha256';
  const digest = digestByteRange(revision.bytes, revision.byteRange, digestAlgorithm);
  const { signedAt } = options;
  return rememberDigest({ stage: 'prepared', ...revision, digestAlgorithm, digest, signedAt });
}

function checkPermission(reader: PdfReader, fields: readonly FormField[], options: SealOptions): void {
  const level = certificationLevel(reader, listSignatureFields(reader));
  if (level === 1) {
    throw new SigningError(
      'pdf-signature-forbids-changes',
      'This PDF is certified with "no changes allowed": any further signature would break it. Ask its author for an uncertified copy.',
    );
  }
  const fieldIsThere = fields.some(({ fieldName }) => fieldName === options.fieldName);
  if (level !== null && options.visible && !fieldIsThere) {
    throw new SigningError(
      'pdf-signature-forbids-changes',
      'This PDF is certified: a new picture on a page would break that. Seal it invisibly, or in a signature field it has.',
    );
  }
  const isSigned = fields.some(
    (field) => field.type === 'Sig' && reader.resolve(field.dict.get('V')) !== null,
  );
  if (options.certify && isSigned) {
    throw optionInvalid('Only the first signature of a document can certify it.');
  }
}

/** The author's lock on the field, or the one asked for: never one instead of the other. */
function lockFor(
  reader: PdfReader,
  fields: readonly FormField[],
  chosen: ChosenField,
  options: SealOptions,
): EffectiveLock | null {
  const written = chosen.kind === 'existing' ? reader.dictAt(chosen.field.dict, 'Lock') : null;
  if (written && options.lock) throw optionInvalid('The field has a lock of its own: leave the lock out.');
  if (written) return readLock(reader, written);
  if (!options.lock) return null;
  if (options.lock.action !== 'all') {
    const missing = options.lock.fields.find((name) => !fields.some((field) => field.fieldName === name));
    if (missing !== undefined) throw optionInvalid(`There is no field "${missing}" that could be locked.`);
  }
  return options.lock;
}
