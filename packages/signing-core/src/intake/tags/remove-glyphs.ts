import { PdfString, type PdfValue } from '../../pdf/objects.js';
import { serialise } from '../../pdf/serialise.js';
import type { Content, ShownGlyph, ShowOperation } from './shown-text.js';

/** New bytes of every content that showed one of the glyphs; what stands beside them stays where it was. */
export function removeGlyphs(glyphs: readonly ShownGlyph[]): Map<Content, Uint8Array> {
  const byContent = new Map<Content, Map<ShowOperation, ShownGlyph[]>>();
  for (const glyph of glyphs) {
    const shows = byContent.get(glyph.show.content) ?? new Map<ShowOperation, ShownGlyph[]>();
    byContent.set(glyph.show.content, shows);
    const known = shows.get(glyph.show);
    if (known) known.push(glyph);
    else shows.set(glyph.show, [glyph]);
  }
  return new Map([...byContent].map(([content, shows]) => [content, rewrite(content, shows)]));
}

function rewrite(content: Content, shows: ReadonlyMap<ShowOperation, readonly ShownGlyph[]>): Uint8Array {
  const pieces: Uint8Array[] = [];
  let keptTo = 0;
  const inOrder = [...shows].sort(([a], [b]) => a.operation.start - b.operation.start);
  for (const [show, removed] of inOrder) {
    pieces.push(content.bytes.subarray(keptTo, show.operation.start));
    pieces.push(Buffer.from(` ${showWithout(show, removed)} `, 'latin1'));
    keptTo = show.operation.end;
  }
  return new Uint8Array(Buffer.concat([...pieces, content.bytes.subarray(keptTo)]));
}

/** The same operation as a `TJ`, with a movement of the pen in place of each glyph (ISO 32000-2 § 9.4.3). */
function showWithout(
  { operation, parts, bytesPerCode }: ShowOperation,
  removed: readonly ShownGlyph[],
): string {
  const items: PdfValue[] = [];
  for (const [index, part] of parts.entries()) {
    const gone = new Map(removed.filter((glyph) => glyph.part === index).map((glyph) => [glyph.at, glyph]));
    if (part instanceof PdfString && gone.size > 0) items.push(...stringWithout(part, gone, bytesPerCode));
    else if (part instanceof PdfString || typeof part === 'number') items.push(part);
  }
  return `${movesOf(operation)}${serialise(joinMoves(items))} TJ`;
}

function stringWithout(
  { bytes }: PdfString,
  gone: ReadonlyMap<number, ShownGlyph>,
  bytesPerCode: number,
): PdfValue[] {
  const items: PdfValue[] = [];
  let from = 0;
  for (const [at, { advance }] of [...gone].sort(([a], [b]) => a - b)) {
    if (at > from) items.push(new PdfString(bytes.subarray(from, at), true));
    items.push(-advance);
    from = at + bytesPerCode;
  }
  if (from < bytes.length) items.push(new PdfString(bytes.subarray(from), true));
  return items;
}

function joinMoves(items: readonly PdfValue[]): PdfValue[] {
  const joined: PdfValue[] = [];
  for (const item of items) {
    const last = joined.at(-1);
    if (typeof item === 'number' && typeof last === 'number') joined[joined.length - 1] = last + item;
    else joined.push(item);
  }
  return joined.map((item) => (typeof item === 'number' ? Math.round(item * 10_000) / 10_000 : item));
}

/** What the two operators that begin a new line do before they show a text. */
function movesOf({ keyword, operands }: ShowOperation['operation']): string {
  if (keyword === "'") return 'T* ';
  if (keyword !== '"') return '';
  const [wordSpace, charSpace] = operands;
  return `${serialise(wordSpace ?? 0)} Tw ${serialise(charSpace ?? 0)} Tc T* `;
}
