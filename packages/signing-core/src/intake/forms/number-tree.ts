import { PdfDict, PdfRef, type PdfValue } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

const MAX_DEPTH = 32;

/** A number tree (ISO 32000-2 § 7.9.7) as one map; nodes that lead back or too deep are left out. */
export function readNumberTree(reader: PdfReader, root: PdfValue | undefined): Map<number, PdfValue> {
  const found = new Map<number, PdfValue>();
  const visited = new Set<number>();
  const pending: { node: PdfValue; depth: number }[] = [{ node: root ?? null, depth: 0 }];
  for (let item = pending.pop(); item; item = pending.pop()) {
    if (item.depth > MAX_DEPTH) continue;
    if (item.node instanceof PdfRef) {
      if (visited.has(item.node.objectNumber)) continue;
      visited.add(item.node.objectNumber);
    }
    const node = reader.resolve(item.node);
    if (!(node instanceof PdfDict)) continue;
    const numbers = reader.arrayAt(node, 'Nums') ?? [];
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      const key = reader.resolve(numbers[at]);
      if (typeof key === 'number') found.set(key, numbers[at + 1] ?? null);
    }
    const depth = item.depth + 1;
    for (const kid of (reader.arrayAt(node, 'Kids') ?? []).toReversed()) pending.push({ node: kid, depth });
  }
  return found;
}
