import { PdfDict, PdfName, type PdfObject, PdfRef, PdfStream, PdfString } from '../../pdf/objects.js';
import { equalBytes } from '../../runtime/bytes.js';

/** Whether two objects say the same, reference for reference: order of keys and notation of strings do not count. */
export function sameValue(left: PdfObject, right: PdfObject): boolean {
  if (left instanceof PdfStream) {
    return (
      right instanceof PdfStream && sameValue(left.dict, right.dict) && equalBytes(left.data, right.data)
    );
  }
  if (left instanceof PdfDict) return right instanceof PdfDict && sameEntries(left, right);
  if (left instanceof PdfRef) {
    return (
      right instanceof PdfRef &&
      left.objectNumber === right.objectNumber &&
      left.generation === right.generation
    );
  }
  if (left instanceof PdfName) return right instanceof PdfName && left.value === right.value;
  if (left instanceof PdfString) return right instanceof PdfString && equalBytes(left.bytes, right.bytes);
  if (Array.isArray(left)) return Array.isArray(right) && sameItems(left, right);
  return left === right;
}

const sameItems = (left: readonly PdfObject[], right: readonly PdfObject[]): boolean =>
  left.length === right.length && left.every((item, index) => sameValue(item, right[index] ?? null));

function sameEntries(left: PdfDict, right: PdfDict): boolean {
  if (left.size !== right.size || left.hasDuplicateKey !== right.hasDuplicateKey) return false;
  for (const [key, value] of left) {
    if (!right.has(key) || !sameValue(value, right.get(key) ?? null)) return false;
  }
  return true;
}

/** Keys whose value is not the same in both; a key with null counts as absent (ISO 32000-2 § 7.3.7). */
export function changedKeys(left: PdfDict, right: PdfDict): string[] {
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].filter((key) => !sameValue(left.get(key) ?? null, right.get(key) ?? null));
}
