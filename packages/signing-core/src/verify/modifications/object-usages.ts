import { PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

/** Where a value stands: the object that holds it (0 is the trailer) and the keys down to it, `[]` for any index. */
export interface Place {
  readonly owner: number;
  readonly path: string;
}

export const TRAILER: Place = { owner: 0, path: '' };

// A key may be spelled with any byte: none of them may pass for a step of the path.
const escapeKey = (key: string): string => (/[/[\]% ]/.test(key) ? encodeURIComponent(key) : key);

export const placeAt = (place: Place, key: string): Place => ({
  owner: place.owner,
  path: `${place.path}/${escapeKey(key)}`,
});

export const itemOf = (place: Place): Place => ({ owner: place.owner, path: `${place.path}[]` });

const asText = ({ owner, path }: Place): string => `${owner} ${path}`;

/** A directed walk over everything reachable; remembers where the objects of interest are referred to from. */
export class ObjectUsages {
  private readonly usages = new Map<number, Set<string>>();
  private readonly visited = new Set<number>();
  /** Under which keys an array that is an object of its own is found. */
  private readonly arrayKeys = new Map<number, Set<string>>();

  /** `interest`: the object numbers whose usages will be asked for. */
  constructor(private readonly interest: ReadonlySet<number>) {}

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

  private follow(
    reader: PdfReader,
    reference: PdfRef,
    place: Place,
    pending: { value: PdfObject; place: Place }[],
  ): void {
    const { objectNumber } = reference;
    if (this.interest.has(objectNumber)) {
      const known = this.usages.get(objectNumber) ?? new Set();
      this.usages.set(objectNumber, known.add(asText(place)));
    }
    const value = reader.resolve(reference);
    if (Array.isArray(value)) {
      this.arrayKeys.set(
        objectNumber,
        (this.arrayKeys.get(objectNumber) ?? new Set()).add(lastKey(place.path)),
      );
    }
    if (this.visited.has(objectNumber)) return;
    this.visited.add(objectNumber);
    pending.push({ value, place: { owner: objectNumber, path: '' } });
  }

  isUsed(objectNumber: number): boolean {
    return this.usages.has(objectNumber);
  }

  /** True when nothing but the value at `place` refers to the object. */
  isOnlyUsedAt(objectNumber: number, place: Place): boolean {
    const known = this.usages.get(objectNumber);
    return known === undefined || (known.size === 1 && known.has(asText(place)));
  }

  /** True when each reference to the object stands under one of `keys`, directly or in a list. */
  isOnlyUsedUnder(objectNumber: number, keys: ReadonlySet<string>): boolean {
    for (const usage of this.usages.get(objectNumber) ?? []) {
      const [owner = '', path = ''] = usage.split(' ');
      const found = /^(?:\[\])+$/.test(path) ? (this.arrayKeys.get(Number(owner)) ?? ['']) : [lastKey(path)];
      for (const key of found) if (!keys.has(key)) return false;
    }
    return true;
  }
}

const lastKey = (path: string): string => /\/([^/[\]]+)(?:\[\])*$/.exec(path)?.[1] ?? '';

const isContainer = (value: PdfObject): boolean =>
  value instanceof PdfRef || value instanceof PdfDict || Array.isArray(value);
