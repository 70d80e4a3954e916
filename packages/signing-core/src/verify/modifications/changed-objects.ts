import { skipSpace } from '../../pdf/lexer.js';
import { isName, PdfDict, type PdfObject, PdfRef, PdfStream, type PdfValue } from '../../pdf/objects.js';
import type { XrefEntry } from '../../pdf/xref-entry.js';
import { Doubt } from './doubt.js';
import type { Revision } from './revision-chain.js';
import { sameValue } from './same-value.js';

export interface ChangedObjects {
  /** Numbers that meant nothing before. */
  readonly added: ReadonlySet<number>;
  /** Numbers that meant something else before. */
  readonly replaced: ReadonlySet<number>;
  /** Object streams and cross-reference streams of this revision: packaging, not content. */
  readonly packaging: ReadonlySet<number>;
}

/**
 * What one revision defines, after proving that its cross-reference lists exactly the objects its bytes hold: none
 * hidden, none twice, none taken from elsewhere, none freed. Throws {@link Doubt}.
 */
export function listChangedObjects(revision: Revision): ChangedObjects {
  const { section, before, after } = revision;
  checkNumbering(revision);
  checkObjectsAreListed(revision);
  const added = new Set<number>();
  const replaced = new Set<number>();
  const packaging = new Set<number>(section.streamNumbers);
  for (const [objectNumber, entry] of section.entries) {
    const known = before.crossReference.entries.get(objectNumber);
    if (entry.kind === 'free') {
      if (isUsed(known)) throw new Doubt(`It takes object ${objectNumber} out of the document.`);
      continue;
    }
    if (isSameEntry(entry, known)) continue;
    checkEntry(revision, objectNumber, entry, known);
    if (entry.kind === 'compressed') packaging.add(entry.streamNumber);
    if (!isUsed(known)) added.add(objectNumber);
    else if (
      differs(before.resolve(new PdfRef(objectNumber, 0)), after.resolve(new PdfRef(objectNumber, 0)))
    ) {
      replaced.add(objectNumber);
    }
  }
  for (const objectNumber of packaging) checkPackaging(revision, objectNumber);
  for (const objectNumber of [...added, ...replaced]) checkReadAlike(revision, objectNumber);
  return { added, replaced, packaging };
}

type UsedEntry = Exclude<XrefEntry, { kind: 'free' }>;

const isUsed = (entry: XrefEntry | undefined): entry is UsedEntry =>
  entry !== undefined && entry.kind !== 'free';

const differs = (before: PdfObject, after: PdfObject): boolean => !sameValue(before, after);

const generationOf = (entry: UsedEntry): number => (entry.kind === 'offset' ? entry.generation : 0);

function isSameEntry(entry: UsedEntry, known: XrefEntry | undefined): boolean {
  if (entry.kind === 'offset') {
    return known?.kind === 'offset' && known.offset === entry.offset && known.generation === entry.generation;
  }
  return (
    known?.kind === 'compressed' && known.streamNumber === entry.streamNumber && known.index === entry.index
  );
}

function checkNumbering({ section, before, written }: Revision): void {
  const { trailer } = section;
  if (trailer.has('XRefStm') && trailer.get('XRefStm') !== before.trailer.get('XRefStm')) {
    throw new Doubt('It keeps a second table of contents that only some readers see.');
  }
  const listed = section.kind === 'table' ? written.tableNumbers : streamNumbers(trailer.get('Index'));
  if (new Set(listed).size !== listed.length) throw new Doubt('It lists an object twice.');
  const size = trailer.get('Size');
  const previous = before.trailer.get('Size');
  const highest = Math.max(0, ...section.entries.keys());
  // Numbers from Size on mean nothing to a reader that takes the trailer at its word.
  if (typeof size !== 'number' || size <= highest || (typeof previous === 'number' && size < previous)) {
    throw new Doubt('It does not say how many objects there are.');
  }
}

function streamNumbers(index: PdfValue | undefined): number[] {
  if (!Array.isArray(index)) return [];
  const numbers: number[] = [];
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const [first, count] = [index[pair], index[pair + 1]];
    if (typeof first !== 'number' || typeof count !== 'number' || count > 8_388_607) return [0, 0];
    for (let i = 0; i < count; i++) numbers.push(first + i);
  }
  return numbers;
}

function checkObjectsAreListed({ section, written, after }: Revision): void {
  const seen = new Set<number>();
  const own = skipSpace(after.bytes, section.offset);
  for (const { objectNumber, start } of written.objects) {
    if (seen.has(objectNumber)) throw new Doubt(`It holds object ${objectNumber} twice.`);
    seen.add(objectNumber);
    const entry = section.entries.get(objectNumber);
    const isListed = entry?.kind === 'offset' && skipSpace(after.bytes, entry.offset) === start;
    // A cross-reference stream need not list itself.
    if (!isListed && !(entry === undefined && start === own)) {
      throw new Doubt(`It holds object ${objectNumber} without listing it.`);
    }
  }
}

function checkEntry(
  { after, start, end, written }: Revision,
  objectNumber: number,
  entry: UsedEntry,
  known: XrefEntry | undefined,
): void {
  const elsewhere = new Doubt(`It takes object ${objectNumber} from another place than its own bytes.`);
  const expected = isUsed(known) ? generationOf(known) : known ? null : 0;
  // References name a generation: readers part ways over one that does not fit.
  if (expected !== null && generationOf(entry) !== expected)
    throw new Doubt(`It gives object ${objectNumber} another generation.`);
  if (entry.kind === 'compressed') {
    if (!written.objects.some((one) => one.objectNumber === entry.streamNumber)) throw elsewhere;
    return;
  }
  const at = skipSpace(after.bytes, entry.offset);
  const stands = written.objects.find((one) => one.start === at);
  if (!stands || entry.offset < start || at >= end) throw elsewhere;
  if (stands.objectNumber !== objectNumber || stands.generation !== entry.generation) throw elsewhere;
}

/** Object and cross-reference streams may only take numbers that were free or held the same kind of stream. */
function checkPackaging({ before, after, section }: Revision, objectNumber: number): void {
  const known = before.resolve(new PdfRef(objectNumber, 0));
  const isXref = known instanceof PdfStream && isName(known.dict.get('Type'), 'XRef');
  if (known !== null && !isXref)
    throw new Doubt(`It overwrites object ${objectNumber} with its own packaging.`);
  const stream = after.resolve(new PdfRef(objectNumber, 0));
  if (!(stream instanceof PdfStream) || !isName(stream.dict.get('Type'), 'ObjStm')) return;
  const listed = [...section.entries.values()].filter(
    (entry) => entry.kind === 'compressed' && entry.streamNumber === objectNumber,
  ).length;
  if (stream.dict.has('Extends') || after.resolve(stream.dict.get('N')) !== listed) {
    throw new Doubt(`It hides objects in object stream ${objectNumber}.`);
  }
}

/** Refuses spellings that two readers understand differently. */
function checkReadAlike({ after }: Revision, objectNumber: number): void {
  const pending: PdfObject[] = [after.resolve(new PdfRef(objectNumber, 0))];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (Array.isArray(value)) pending.push(...value);
    else if (value instanceof PdfStream) pending.push(value.dict);
    else if (value instanceof PdfDict) {
      if (value.hasDuplicateKey) throw new Doubt(`Object ${objectNumber} in it has a key twice.`);
      pending.push(...value.values());
    } else if (value instanceof PdfRef) {
      const entry = after.crossReference.entries.get(value.objectNumber);
      if (isUsed(entry) && generationOf(entry) !== value.generation) {
        throw new Doubt(`Object ${objectNumber} in it refers to another generation of an object.`);
      }
    }
  }
}
