import { isKeywordAt, scanUnsigned, skipSpace } from '../../pdf/lexer.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { fromLatin1, lastIndexOfBytes } from '../../runtime/bytes.js';

const START_XREF = fromLatin1('startxref');

/**
 * Whether a table of contents or an object is somewhere else than the file says, also one the document does not use:
 * some programs look for the objects then instead of believing the table, and may find others.
 */
export function isMisplaced({ bytes, crossReference }: PdfReader): boolean {
  const earlier = crossReference.sections.map(({ trailer }) => trailer.get('Prev'));
  const declared = [startOf(bytes), ...earlier].filter((place) => typeof place === 'number');
  if (!declared.every((place) => isSectionAt(bytes, place))) return true;
  // Of the two tables of a hybrid file (ISO 32000-2 § 7.5.8.4) programs believe one or the other.
  if (crossReference.sections.some(({ trailer }) => trailer.has('XRefStm'))) return false;
  // A table that is a stream was found already, whatever it says of itself.
  const tables = new Set(crossReference.sections.flatMap(({ streamNumbers }) => streamNumbers));
  for (const [objectNumber, entry] of crossReference.entries) {
    // Unused entries are often written as zero.
    if (entry.kind !== 'offset' || entry.offset === 0 || tables.has(objectNumber)) continue;
    if (objectNumberAt(bytes, entry.offset) !== objectNumber) return true;
  }
  return false;
}

/** Whether the file's last word on its table of contents leads to one. */
export function leadsToTable(bytes: Uint8Array): boolean {
  const place = startOf(bytes);
  return place !== null && isSectionAt(bytes, place);
}

function startOf(bytes: Uint8Array): number | null {
  const at = lastIndexOfBytes(bytes, START_XREF);
  return at < 0 ? null : (scanUnsigned(bytes, skipSpace(bytes, at + START_XREF.length))?.value ?? null);
}

const isSectionAt = (bytes: Uint8Array, place: number): boolean =>
  isKeywordAt(bytes, skipSpace(bytes, place), 'xref') || objectNumberAt(bytes, place) !== null;

/** Null when no object begins there. */
function objectNumberAt(bytes: Uint8Array, place: number): number | null {
  const objectNumber = scanUnsigned(bytes, skipSpace(bytes, place));
  const generation = objectNumber && scanUnsigned(bytes, skipSpace(bytes, objectNumber.end));
  if (!generation) return null;
  const at = skipSpace(bytes, generation.end);
  // Some writers run the keyword into the value: "obj<<".
  return bytes[at] === 0x6f && bytes[at + 1] === 0x62 && bytes[at + 2] === 0x6a ? objectNumber.value : null;
}
