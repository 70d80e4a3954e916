import { PdfDict, type PdfRef, PdfString, textString } from '../pdf/objects.js';
import { serialise } from '../pdf/serialise.js';
import { docMdpReference, type EffectiveLock, fieldMdpReference } from './field-lock.js';
import type { SealOptions } from './seal-options.js';

/** Ten digits each: enough for any file this library can hold in memory. Same text as @signpdf's placeholder. */
const BYTE_RANGE_PLACEHOLDER = '/ByteRange [0 /********** /********** /**********]';

export interface SignatureDictionary {
  /** Latin-1 text. */
  readonly body: string;
  /** Positions inside `body`, in characters, which are bytes. */
  readonly byteRangeAt: number;
  readonly byteRangeLength: number;
  /** Of `<`, and of the first position after `>`. */
  readonly contentsStart: number;
  readonly contentsEnd: number;
}

/**
 * The signature dictionary (ISO 32000-2 § 12.8.1, EN 319 142-1 § 6.3) with zeroes for the signature.
 * Written as text because two byte positions in it matter; every value a person typed goes in as a
 * hexadecimal string, so it cannot write keys of its own.
 */
export function sealDictionary(
  options: SealOptions,
  contentsByteLength: number,
  lock: EffectiveLock | null,
  root: PdfRef,
): SignatureDictionary {
  let entries = ` /M ${serialise(pdfDate(options.signedAt))} /Name ${serialise(textString(options.name))}`;
  if (options.reason) entries += ` /Reason ${serialise(textString(options.reason))}`;
  if (options.location) entries += ` /Location ${serialise(textString(options.location))}`;
  const references: PdfDict[] = [];
  if (options.certify) references.push(docMdpReference(options.certify));
  if (lock) references.push(fieldMdpReference(lock, root));
  if (references.length > 0) entries += ` /Reference ${serialise(references)}`;
  const head = '<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached';
  return withContainer(head, contentsByteLength, entries);
}

/** A document timestamp (EN 319 142-1 § 5.4.3): the time is in the token, so there is no /M. */
export function timestampDictionary(contentsByteLength: number): SignatureDictionary {
  return withContainer(
    '<</Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161',
    contentsByteLength,
    '',
  );
}

function withContainer(head: string, contentsByteLength: number, entries: string): SignatureDictionary {
  const byteRangeAt = head.length + 1;
  const before = `${head} ${BYTE_RANGE_PLACEHOLDER} /Contents `;
  const contents = `<${'0'.repeat(contentsByteLength * 2)}>`;
  return {
    body: `${before}${contents}${entries}>>`,
    byteRangeAt,
    byteRangeLength: BYTE_RANGE_PLACEHOLDER.length,
    contentsStart: before.length,
    contentsEnd: before.length + contents.length,
  };
}

/** `D:YYYYMMDDHHmmSS+00'00'` (ISO 32000-2 § 7.9.4). */
function pdfDate(date: Date): PdfString {
  const digits = date.toISOString().replace(/\D/g, '').slice(0, 14);
  return new PdfString(Buffer.from(`D:${digits}+00'00'`, 'latin1'), false);
}
