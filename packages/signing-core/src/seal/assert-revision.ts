import { SigningError } from '../errors.js';
import { listFormFields } from '../pdf/form-fields.js';
import { PdfRef } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import type { WrittenRevision } from '../pdf/revision-writer.js';
import { describeFields } from './describe-fields.js';
import { describeElsewhere, describeObject } from './second-reading.js';

/** What a revision was meant to do to the form. */
export interface DeclaredChange {
  /** Of the fields that were there before: the only one whose value may differ. */
  readonly signedFieldName?: string;
  /** The only field that may be new; the last one. */
  readonly newFieldName?: string;
}

/**
 * Everything that must hold after a revision, beside the untouched file before it, which the writer has asserted:
 * the increment has one end, the form is what it was but for what was declared, and a second parser reads every object the way
 * ours does. Costs what the revision and the form cost, not what the file weighs.
 * Throws `seal-self-check-failed`.
 */
export function assertRevision(
  previous: PdfReader,
  revision: WrittenRevision,
  declared: DeclaredChange = {},
): void {
  const { bytes, previousLength } = revision;
  assertOneEnd(bytes.subarray(previousLength));
  const reader = new PdfReader(bytes);
  assertSameFields(previous, reader, declared);
  assertReadAlike(reader, revision);
}

function assertOneEnd(increment: Uint8Array): void {
  const text = Buffer.from(increment.buffer, increment.byteOffset, increment.length);
  const first = text.indexOf('%%EOF', 0, 'latin1');
  if (first !== text.length - 6 || text[text.length - 1] !== 10) throw selfCheckFailed();
}

function assertSameFields(previous: PdfReader, current: PdfReader, declared: DeclaredChange): void {
  const before = listFormFields(previous);
  const after = listFormFields(current);
  if (declared.newFieldName !== undefined) {
    const added = after.pop();
    const taken = before.some((field) => field.fieldName === declared.newFieldName);
    if (added?.fieldName !== declared.newFieldName || taken) throw selfCheckFailed();
  }
  const [linesBefore, linesAfter] = [before, after].map((fields) =>
    describeFields(fields, declared.signedFieldName).join('\n'),
  );
  if (linesBefore !== linesAfter) throw selfCheckFailed();
}

function assertReadAlike(reader: PdfReader, { bytes, previousLength, bodyOffsets }: WrittenRevision): void {
  const increment = bytes.subarray(previousLength);
  for (const [objectNumber, offset] of bodyOffsets) {
    const ours = describeObject(reader.resolve(new PdfRef(objectNumber, 0)));
    if (ours !== readElsewhere(increment, offset - previousLength)) throw selfCheckFailed();
  }
}

function readElsewhere(increment: Uint8Array, offset: number): string {
  try {
    return describeElsewhere(increment, offset);
  } catch (cause) {
    throw selfCheckFailed(cause);
  }
}

export function selfCheckFailed(cause?: unknown): SigningError {
  return new SigningError(
    'seal-self-check-failed',
    'The sealed document did not pass its own check; it was not released.',
    { cause },
  );
}
