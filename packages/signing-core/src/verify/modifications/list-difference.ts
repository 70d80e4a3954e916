import { PdfRef, type PdfValue } from '../../pdf/objects.js';
import { serialise } from '../../pdf/serialise.js';

const keyOf = (item: PdfValue): string =>
  item instanceof PdfRef ? `${item.objectNumber} ${item.generation}` : serialise(item);

/** What came to a list of references; `keepsOrder` is false when something went, or stands elsewhere now. */
export function compareLists(
  before: readonly PdfValue[],
  after: readonly PdfValue[],
): { readonly keepsOrder: boolean; readonly fresh: readonly PdfValue[] } {
  const known = new Set(before.map(keyOf));
  const kept = after.filter((item) => known.has(keyOf(item)));
  const fresh = after.filter((item) => !known.has(keyOf(item)));
  const keepsOrder =
    kept.length === before.length &&
    kept.every((item, index) => keyOf(item) === keyOf(before[index] ?? null));
  return { keepsOrder, fresh };
}
