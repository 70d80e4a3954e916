import { PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

/** Where a value stands: the object that holds it (0 is the trailer) and the keys down to it, `[]` for any index. */
export interface Place {
  readonly owner: number;
  readonly path: string;
  /** Where the holding object itself was reached from. */
  readonly from?: Place;
}

export const TRAILER: Place = { owner: 0, path: '' };

// A key may be spelled with any byte: none of them may pass for a step of the path.
const escapeKey = (key: string): string => (/[/[\]% ]/.test(key) ? encodeURIComponent(key) : key);

export const placeAt = (place: Place, key: string): Place => ({
  ...place,
  path: `${place.path}/${escapeKey(key)}`,
});

export const itemOf = (place: Place): Place => ({ ...place, path: `${place.path}[]` });

export const insideObject = (objectNumber: number, from?: Place): Place => ({
  owner: objectNumber,
  path: '',
  ...(from ? { from } : {}),
});

const asText = ({ owner, path }: Place): string => `${owner} ${path}`;

/** A page may be the target of thousands of links; who needs to know each of them gets "no" as the answer. */
const MAX_USAGES = 4096;

/** A directed walk over everything reachable; remembers where each object is referred to from. */
export class ObjectUsages {
  private readonly usages = new Map<number, Set<string>>();
  private readonly targets = new Map<number, Set<number>>();
  private readonly visited = new Set<number>();
  /** Under which keys an array that is an object of its own is found. */
  private readonly arrayKeys = new Map<number, Set<string>>();

  /** Adds what `value` refers to, and everything behind it that was not walked yet. */
  walk(reader: PdfReader, value: PdfObject, place: Place): void {
    const pending: { value: PdfObject; place: Place }[] = [{ value, place }];
    for (let item = pending.pop(); item; item = pending.pop()) {
      const { value: current, place: here } = item;
      if (current instanceof PdfRef) this.follow(reader, current, here, pending);
      else if (Array.isArray(current)) {
        const inside = itemOf(here);
        for (const element of current)
          if (isContainer(element)) pending.push({ value: element, place: inside });
      } else if (current instanceof PdfDict || current instanceof PdfStream) {
        const entries = current instanceof PdfStream ? current.dict : current;
        for (const [key, element] of entries) {
          if (isContainer(element)) pending.push({ value: element, place: placeAt(here, key) });
        }
      }
    }
  }

  /** Takes back what the object `owner` referred to: it is about to be read anew. */
  forget(owner: number): void {
    for (const target of this.targets.get(owner) ?? []) {
      const known = this.usages.get(target);
      for (const usage of known ?? []) if (usage.startsWith(`${owner} `)) known?.delete(usage);
    }
    this.targets.delete(owner);
  }

  private follow(
    reader: PdfReader,
    reference: PdfRef,
    place: Place,
    pending: { value: PdfObject; place: Place }[],
  ): void {
    const { objectNumber } = reference;
    addTo(this.usages, objectNumber, asText(place));
    this.targets.set(place.owner, (this.targets.get(place.owner) ?? new Set()).add(objectNumber));
    const value = reader.resolve(reference);
    if (Array.isArray(value)) addTo(this.arrayKeys, objectNumber, lastKey(place.path));
    if (this.visited.has(objectNumber)) return;
    this.visited.add(objectNumber);
    pending.push({ value, place: insideObject(objectNumber) });
  }

  /** True when the document itself refers to the object; keys of the trailer that no reader knows do not count. */
  isUsed(objectNumber: number): boolean {
    const known = [...(this.usages.get(objectNumber) ?? [])];
    return known.some((usage) => !/^0 (?!\/(Root|Info)$)/.test(usage));
  }

  /** True when nothing but the value at `place` leads to the object. */
  isOnlyUsedAt(objectNumber: number, place: Place): boolean {
    const known = this.usages.get(objectNumber);
    const elsewhere = known && [...known].some((usage) => usage !== asText(place));
    if (elsewhere) return false;
    return place.from === undefined || this.isOnlyUsedAt(place.owner, place.from);
  }

  /** True when each reference to the object stands under one of `keys`, directly or in a list. */
  isOnlyUsedUnder(objectNumber: number, keys: ReadonlySet<string>): boolean {
    const known = this.usages.get(objectNumber) ?? new Set();
    if (known.size >= MAX_USAGES) return false;
    for (const usage of known) {
      const [owner = '', path = ''] = usage.split(' ');
      const isList = /^(?:\[\])+$/.test(path);
      for (const key of isList ? (this.arrayKeys.get(Number(owner)) ?? ['']) : [lastKey(path)]) {
        if (!keys.has(key)) return false;
      }
    }
    return true;
  }
}

function addTo(sets: Map<number, Set<string>>, objectNumber: number, text: string): void {
  const known = sets.get(objectNumber);
  if (!known) sets.set(objectNumber, new Set([text]));
  else if (known.size < MAX_USAGES) known.add(text);
}

const lastKey = (path: string): string => /\/([^/[\]]+)(?:\[\])*$/.exec(path)?.[1] ?? '';

const isContainer = (value: PdfObject): boolean =>
  value instanceof PdfRef || value instanceof PdfDict || Array.isArray(value);
