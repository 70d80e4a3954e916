import { digest } from '#runtime';
import { startsWith } from '../pdf/lexer.js';
import { PdfString } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { endText, inheritedTrailer, type WrittenObject, xrefTableText } from '../pdf/xref-table-text.js';
import { equalBytes, fromLatin1 } from '../runtime/bytes.js';

const IDENTIFIER_BYTES = 16;

/**
 * Whether what stands behind `previousLength` is one revision exactly as this library writes it: its file identifier is the hash of its
 * objects, and its table and trailer are what the writer makes of them. Anybody can append such a revision, and what is
 * in it must prove itself; but no byte of it was changed since. False also for what cannot be read, and for a table in a stream.
 */
export async function isOwnRevision(bytes: Uint8Array, previousLength: number): Promise<boolean> {
  try {
    const expected = await writeAgain(bytes, previousLength);
    return expected !== null && equalBytes(expected.section, bytes.slice(expected.sectionAt));
  } catch {
    return false;
  }
}

async function writeAgain(
  bytes: Uint8Array,
  previousLength: number,
): Promise<{ section: Uint8Array; sectionAt: number } | null> {
  const before = new PdfReader(bytes.subarray(0, previousLength));
  const { sections } = new PdfReader(bytes).crossReference;
  const [newest, last] = [sections[0], before.crossReference.sections[0]];
  const isOne = sections.length === before.crossReference.sections.length + 1;
  if (!newest || !last || !isOne || newest.kind !== 'table' || last.kind !== 'table') return null;
  const objects = new Map<number, WrittenObject>();
  for (const [objectNumber, entry] of newest.entries) {
    if (entry.kind !== 'offset' || entry.offset < previousLength) return null;
    if (!startsWith(bytes, entry.offset, `${objectNumber} ${entry.generation} obj\n`)) return null;
    objects.set(objectNumber, entry);
  }
  const body = bytes.subarray(previousLength, newest.offset);
  const hash = await digest('sha256', [fromLatin1(String(previousLength)), body]);
  const fresh = new PdfString(hash.subarray(0, IDENTIFIER_BYTES), true);
  const first = before.arrayAt(before.trailer, 'ID')?.[0];
  const trailer = inheritedTrailer(last.trailer);
  trailer.set('Prev', last.offset);
  trailer.set('ID', [first instanceof PdfString ? new PdfString(first.bytes, true) : fresh, fresh]);
  trailer.set('Size', Math.max(before.nextObjectNumber, ...[...objects.keys()].map((number) => number + 1)));
  const text = xrefTableText(objects, trailer) + endText(newest.offset);
  return { section: fromLatin1(text), sectionAt: newest.offset };
}
