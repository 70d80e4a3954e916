import { PdfDict, type PdfObject, PdfRef, PdfStream, type PdfValue } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';

/** Every dictionary the document can reach, of streams too, each once; those within others as well. Throws `pdf-damaged`. */
export function walkDictionaries(reader: PdfReader): Generator<PdfDict> {
  return walkFrom(reader, reader.trailer.get('Root') ?? null, new Set());
}

/** {@link walkDictionaries}, and those of objects the document does not use, as far as they can be read. */
export function* walkAllDictionaries(reader: PdfReader): Generator<{ entries: PdfDict; isUsed: boolean }> {
  const seen = new Set<number>();
  for (const entries of walkFrom(reader, reader.trailer.get('Root') ?? null, seen)) {
    yield { entries, isUsed: true };
  }
  for (const objectNumber of reader.crossReference.entries.keys()) {
    if (!seen.has(objectNumber)) yield* walkUnused(reader, new PdfRef(objectNumber, 0), seen);
  }
}

function* walkUnused(
  reader: PdfReader,
  reference: PdfRef,
  seen: Set<number>,
): Generator<{ entries: PdfDict; isUsed: boolean }> {
  try {
    for (const entries of walkFrom(reader, reference, seen)) yield { entries, isUsed: false };
  } catch {
    // Nobody reads it, and it is not frozen.
  }
}

function* walkFrom(reader: PdfReader, root: PdfValue, seen: Set<number>): Generator<PdfDict> {
  const pending: PdfValue[] = [root];
  while (pending.length > 0) {
    const next = pending.pop();
    if (next instanceof PdfRef) {
      if (seen.has(next.objectNumber)) continue;
      seen.add(next.objectNumber);
    }
    const value: PdfObject = next instanceof PdfRef ? reader.resolve(next) : (next ?? null);
    const entries = value instanceof PdfStream ? value.dict : value;
    if (entries instanceof PdfDict) {
      yield entries;
      for (const item of entries.values()) pending.push(item);
    } else if (Array.isArray(entries)) {
      for (const item of entries) pending.push(item);
    }
  }
}
