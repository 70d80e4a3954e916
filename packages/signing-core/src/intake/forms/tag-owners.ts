import { isName, PdfDict, PdfRef, type PdfValue } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

/**
 * The structure element that has an object of the document, such as an annotation, among its kids
 * (ISO 32000-2 § 14.7.5.3), by the object's number. Circles end.
 */
export function findOwners(reader: PdfReader, root: PdfDict): Map<number, PdfRef> {
  const owners = new Map<number, PdfRef>();
  const visited = new Set<number>();
  const pending: PdfValue[] = [root.get('K') ?? null];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) {
      for (const item of next) pending.push(item);
      continue;
    }
    if (!(next instanceof PdfRef) || visited.has(next.objectNumber)) continue;
    visited.add(next.objectNumber);
    const element = reader.resolve(next);
    if (Array.isArray(element)) pending.push(element);
    else if (element instanceof PdfDict) visitElement(reader, element, next, owners, pending);
  }
  return owners;
}

function visitElement(
  reader: PdfReader,
  element: PdfDict,
  reference: PdfRef,
  owners: Map<number, PdfRef>,
  pending: PdfValue[],
): void {
  const kids = element.get('K') ?? null;
  const resolved = reader.resolve(kids);
  for (const kid of Array.isArray(resolved) ? resolved : [kids]) {
    const target = objectOf(reader, kid);
    if (target === null) pending.push(kid);
    else owners.set(target, reference);
  }
}

/** The object an object reference of a tag points to; null when the kid is something else. */
export function objectOf(reader: PdfReader, kid: PdfValue): number | null {
  const value = reader.resolve(kid);
  if (!(value instanceof PdfDict) || !isName(reader.resolve(value.get('Type')), 'OBJR')) return null;
  const target = value.get('Obj');
  return target instanceof PdfRef ? target.objectNumber : null;
}
