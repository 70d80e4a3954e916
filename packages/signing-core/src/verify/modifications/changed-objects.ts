import { isName, PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import type { XrefEntry } from '../../pdf/xref-entry.js';
import { checkListing, isSameEntry, isUsed, type UsedEntry } from './check-listing.js';
import { Doubt } from './doubt.js';
import type { Revision } from './revision-chain.js';
import { sameValue } from './same-value.js';
import { pointsTo } from './scan-increment.js';

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
  const { section, before, after, written } = revision;
  checkListing(revision);
  const startOf = new Map(written.objects.map(({ objectNumber, start }) => [objectNumber, start]));
  const packaging = new Set<number>(section.streamNumbers);
  const [added, replaced] = [new Set<number>(), new Set<number>()];
  for (const [objectNumber, entry] of section.entries) {
    const known = before.crossReference.entries.get(objectNumber);
    if (entry.kind === 'free' && isUsed(known)) {
      throw new Doubt(`It takes object ${objectNumber} out of the document.`);
    }
    if (entry.kind === 'free' || isSameEntry(entry, known) || packaging.has(objectNumber)) continue;
    checkEntry(revision, objectNumber, entry, known, startOf);
    if (entry.kind === 'compressed') packaging.add(entry.streamNumber);
    if (!isUsed(known)) added.add(objectNumber);
    else if (!sameValue(load(before, objectNumber), load(after, objectNumber))) replaced.add(objectNumber);
  }
  for (const objectNumber of packaging) checkPackaging(revision, objectNumber);
  for (const objectNumber of [...added, ...replaced]) checkReadAlike(revision, objectNumber);
  return { added, replaced, packaging };
}

const load = (reader: PdfReader, objectNumber: number): PdfObject =>
  reader.resolve(new PdfRef(objectNumber, 0));

const generationOf = (entry: UsedEntry): number => (entry.kind === 'offset' ? entry.generation : 0);

function checkEntry(
  { after, written }: Revision,
  objectNumber: number,
  entry: UsedEntry,
  known: XrefEntry | undefined,
  startOf: ReadonlyMap<number, number>,
): void {
  const expected = isUsed(known) ? generationOf(known) : known ? null : 0;
  // References name a generation: readers part ways over one that does not fit.
  if (expected !== null && generationOf(entry) !== expected) {
    throw new Doubt(`It gives object ${objectNumber} another generation.`);
  }
  const start = startOf.get(entry.kind === 'compressed' ? entry.streamNumber : objectNumber);
  const stands =
    entry.kind === 'compressed'
      ? start !== undefined
      : pointsTo(after.bytes, entry.offset, start ?? -1) &&
        written.objects.some((one) => one.start === start && one.generation === entry.generation);
  if (!stands) throw new Doubt(`It takes object ${objectNumber} from another place than its own bytes.`);
}

/** Object and cross-reference streams may only take numbers that were free or held the same kind of stream. */
function checkPackaging({ before, after, section }: Revision, objectNumber: number): void {
  const known = load(before, objectNumber);
  const isXref = known instanceof PdfStream && isName(known.dict.get('Type'), 'XRef');
  if (known !== null && !isXref) {
    throw new Doubt(`It overwrites object ${objectNumber} with its own packaging.`);
  }
  if (section.streamNumbers.includes(objectNumber)) return;
  const stream = load(after, objectNumber);
  let listed = 0;
  for (const entry of section.entries.values()) {
    if (entry.kind === 'compressed' && entry.streamNumber === objectNumber) listed++;
  }
  const isWhole =
    stream instanceof PdfStream &&
    !stream.dict.has('Extends') &&
    after.resolve(stream.dict.get('N')) === listed;
  if (!isWhole) throw new Doubt(`It hides objects in object stream ${objectNumber}.`);
}

/** Refuses spellings that two readers understand differently, unless the signer already saw them there. */
function checkReadAlike({ before, after }: Revision, objectNumber: number): void {
  const known = new Set(listOddities(before, load(before, objectNumber)));
  const odd = listOddities(after, load(after, objectNumber)).find((text) => !known.has(text));
  if (odd !== undefined) throw new Doubt(`Object ${objectNumber} in it ${odd}.`);
}

function listOddities(reader: PdfReader, root: PdfObject): string[] {
  const found: string[] = [];
  const pending: PdfObject[] = [root];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (Array.isArray(value)) for (const item of value) pending.push(item);
    else if (value instanceof PdfStream) pending.push(value.dict);
    else if (value instanceof PdfDict) {
      if (value.hasDuplicateKey) found.push('has a key twice');
      for (const item of value.values()) pending.push(item);
    } else if (value instanceof PdfRef) {
      const entry = reader.crossReference.entries.get(value.objectNumber);
      if (isUsed(entry) && generationOf(entry) !== value.generation) {
        found.push(`refers to a generation of object ${value.objectNumber} that is not there`);
      }
    }
  }
  return found;
}
