import { skipSpace } from '../../pdf/lexer.js';
import type { PdfValue } from '../../pdf/objects.js';
import type { XrefEntry } from '../../pdf/xref-entry.js';
import { readXrefStreamSection } from '../../pdf/xref-stream-section.js';
import { Doubt } from './doubt.js';
import type { Revision } from './revision-chain.js';
import { pointsTo } from './scan-increment.js';

export type UsedEntry = Exclude<XrefEntry, { kind: 'free' }>;

export const isUsed = (entry: XrefEntry | undefined): entry is UsedEntry =>
  entry !== undefined && entry.kind !== 'free';

export function isSameEntry(entry: UsedEntry, known: XrefEntry | undefined): boolean {
  if (entry.kind === 'offset') {
    return known?.kind === 'offset' && known.offset === entry.offset && known.generation === entry.generation;
  }
  return (
    known?.kind === 'compressed' && known.streamNumber === entry.streamNumber && known.index === entry.index
  );
}

/**
 * The table of contents of a revision must mean the same to every reader: each object listed once, below `Size`, and
 * nothing in a hybrid file's second table that the first one does not say. Throws {@link Doubt}.
 */
export function checkListing(revision: Revision): void {
  const { section, written } = revision;
  const listed =
    section.kind === 'table'
      ? written.tableRows.map(({ objectNumber }) => objectNumber)
      : listedByStream(section.trailer.get('Index'));
  if (new Set(listed).size !== listed.length) throw new Doubt('It lists an object twice.');
  checkSize(revision);
  checkSecondTable(revision);
  checkObjectsAreListed(revision);
}

/** Numbers from Size on mean nothing to a reader that takes the trailer at its word. */
function checkSize({ section, before, isLast }: Revision): void {
  const size = section.trailer.get('Size');
  const previous = before.trailer.get('Size');
  let highest = 0;
  for (const objectNumber of section.entries.keys()) highest = Math.max(highest, objectNumber);
  const isSmaller = typeof size !== 'number' || (typeof previous === 'number' && size < previous);
  // MuPDF writes a smaller one into a revision without objects, and the right one into the next.
  if (typeof size !== 'number' || size <= highest || (isLast && isSmaller)) {
    throw new Doubt('It does not say how many objects there are.');
  }
}

function listedByStream(index: PdfValue | undefined): number[] {
  const numbers: number[] = [];
  if (!Array.isArray(index)) return numbers;
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const [first, count] = [index[pair], index[pair + 1]];
    if (typeof first !== 'number' || typeof count !== 'number' || count > 8_388_607) {
      throw new Doubt('Its table of contents cannot be read.');
    }
    for (let i = 0; i < count; i++) numbers.push(first + i);
  }
  return numbers;
}

/** Old readers see the table of a hybrid file only, new ones the stream too (§ 7.5.8.4). */
function checkSecondTable({ section, before, after, written }: Revision): void {
  const at = section.trailer.get('XRefStm');
  if (at === undefined || at === before.trailer.get('XRefStm')) return;
  if (typeof at !== 'number' || section.kind !== 'table')
    throw new Doubt('Its second table of contents cannot be read.');
  const inUse = new Set(written.tableRows.filter((row) => !row.isFree).map((row) => row.objectNumber));
  for (const [objectNumber, entry] of readXrefStreamSection(after.bytes, at).entries) {
    // Hiding compressed objects from old readers is what the second table is for; contradicting the first is not.
    if (!isUsed(entry) || !inUse.has(objectNumber)) continue;
    if (!isSameEntry(entry, section.entries.get(objectNumber))) {
      throw new Doubt('It keeps a second table of contents that contradicts the first.');
    }
  }
}

function checkObjectsAreListed({ section, written, after }: Revision): void {
  const seen = new Set<number>();
  const own = skipSpace(after.bytes, section.offset);
  for (const { objectNumber, start } of written.objects) {
    if (seen.has(objectNumber)) throw new Doubt(`It holds object ${objectNumber} twice.`);
    seen.add(objectNumber);
    const entry = section.entries.get(objectNumber);
    const isListed = entry?.kind === 'offset' && pointsTo(after.bytes, entry.offset, start);
    // A cross-reference stream is found without being listed, and iText lists its own at the wrong place.
    if (!isListed && start !== own && !section.streamNumbers.includes(objectNumber)) {
      throw new Doubt(`It holds object ${objectNumber} without listing it.`);
    }
  }
}
