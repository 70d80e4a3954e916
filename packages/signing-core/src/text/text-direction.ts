import bidiModule, { type Bidi } from 'bidi-js';

// The package's types speak of an ES module, Node loads its CommonJS file: there the import is the factory itself.
const bidi = (bidiModule as unknown as () => Bidi)();

export interface Directions {
  /** Embedding level per UTF-16 unit; odd runs right to left (UAX #9). */
  readonly levels: Uint8Array;
  readonly paragraphLevel: number;
}

const MAYBE_RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Directions of one paragraph; its own direction is that of its first strong character. With a `separator` it is a list
 * from left to right, whose items have their own directions: a name must not drag the date beside it along.
 */
export function directionsOf(
  paragraph: string,
  {
    separator,
    leftToRight,
  }: { readonly separator?: string | undefined; readonly leftToRight?: boolean } = {},
): Directions {
  const levels = new Uint8Array(paragraph.length);
  if (!MAYBE_RIGHT_TO_LEFT.test(paragraph)) return { levels, paragraphLevel: 0 };
  if (separator === undefined) return resolve(paragraph, leftToRight);
  let start = 0;
  for (const item of paragraph.split(separator)) {
    levels.set(resolve(item).levels, start);
    start += item.length + separator.length;
  }
  return { levels, paragraphLevel: 0 };
}

function resolve(paragraph: string, leftToRight = false): Directions {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(paragraph, leftToRight ? 'ltr' : 'auto');
  return { levels, paragraphLevel: paragraphs[0]?.level ?? 0 };
}

/** Runs of one line from logical into visual order, left to right (UAX #9, L2). */
export function reorderVisually<T extends { readonly level: number }>(runs: readonly T[]): T[] {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < ordered.length; start++) {
      let end = start;
      while ((ordered[end]?.level ?? -1) >= level) end++;
      if (end > start + 1) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = end;
    }
  }
  return ordered;
}
