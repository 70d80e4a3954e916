import { isName, type PdfDict, PdfString } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { listSignatureFields } from '../pdf/signature-fields.js';
import { addDocumentTimestamp } from './add-document-timestamp.js';
import { addValidationData } from './add-validation-data.js';
import { bytesOf } from './finished-pdf.js';
import { hasSignatureTimestamp } from './has-signature-timestamp.js';
import { measured } from './measured-timestamper.js';
import { collectorMissing, optionInvalid } from './seal-options.js';
import type { AddedRevision, ExtendedPdf, ExtendTarget, FinishedPdf } from './stages.js';

/**
 * Brings every signature of a file to a level, or renews it, by appending: nothing that is there is changed.
 * B-T: a document timestamp, unless every signature is timestamped. B-LT: that, and the validation data.
 * B-LTA: that, and always a new document timestamp over it, so calling it again before the newest timestamp ages
 * is the renewal. What `collect` or the timestamper throw passes through, and the file stays as it was.
 * Throws `seal-option-invalid` when the file has no signature, or `collect` is missing.
 */
export async function extendPdf(pdf: FinishedPdf, target: ExtendTarget): Promise<ExtendedPdf> {
  const { level, collect } = target;
  if (level !== 'B-T' && !collect) throw collectorMissing();
  const { timestamper, room } = measured(target.timestamper);
  const timestamp = (): Promise<ExtendedPdf> =>
    addDocumentTimestamp(bytes, timestamper, { timestampByteLength: room() });
  const original = bytesOf(pdf);
  const added: AddedRevision[] = [];
  let bytes = original;
  const take = (step: ExtendedPdf): void => {
    bytes = step.bytes;
    added.push(...step.added);
  };
  if (!isEverySignatureTimestamped(original)) take(await timestamp());
  if (level !== 'B-T' && collect) take(addValidationData(bytes, await collect(bytes)));
  if (level === 'B-LTA') take(await timestamp());
  return { stage: 'extended', bytes, previousLength: original.length, added };
}

/** Throws `seal-option-invalid` when there is no signature at all. */
function isEverySignatureTimestamped(pdf: Uint8Array): boolean {
  const reader = new PdfReader(pdf);
  const signatures = listSignatureFields(reader).flatMap(({ value }) => (value ? [value] : []));
  if (signatures.length === 0) {
    throw optionInvalid('This PDF has no signature that could be extended.');
  }
  const isTimestamp = (value: PdfDict): boolean => isName(reader.resolve(value.get('Type')), 'DocTimeStamp');
  const covered = Math.max(0, ...signatures.filter(isTimestamp).map((value) => endOf(reader, value)));
  return signatures
    .filter((value) => !isTimestamp(value))
    .every((value) => endOf(reader, value) <= covered || hasTimestamp(value));
}

function endOf(reader: PdfReader, signature: PdfDict): number {
  const [, , start, length] = reader.arrayAt(signature, 'ByteRange') ?? [];
  return typeof start === 'number' && typeof length === 'number' ? start + length : Number.POSITIVE_INFINITY;
}

function hasTimestamp(signature: PdfDict): boolean {
  const contents = signature.get('Contents');
  return contents instanceof PdfString && hasSignatureTimestamp(contents.bytes);
}
