import type { FontFile } from '../fonts/font-set.js';
import { type FontFace, glyphFor, openFace, variantFor } from './font-face.js';
import { scriptOf } from './scripts.js';
import { shapeRun } from './shape-run.js';
import { isEmoji, isVisible, needsNoGlyph } from './visible.js';

/** A letter and a mark that have no character in common. */
const MARKED = /^\p{L}.*\p{M}/u;
const IDEOGRAPH_VARIANT = /^(.)([\u{e0100}-\u{e01ef}])$/u;
const ALPHABETIC = new Set(['Latn', 'Grek', 'Cyrl']);

/** A grapheme and the face that draws all of it; null when none does. */
export interface Chosen {
  readonly grapheme: string;
  readonly face: FontFace | null;
}

/**
 * Chooses a face for each grapheme of one paragraph. Letters of the European alphabets and what ASCII has share
 * one face where one has them all: that looks better than a patchwork. A mark never leaves its letter.
 */
export function chooseFaces(graphemes: readonly string[], chain: readonly FontFile[]): Chosen[] {
  const european = graphemes.filter((grapheme) => isEuropean(grapheme));
  const whole = chain.find((file) => european.every((grapheme) => draws(file, grapheme)));
  const preferred = whole ? [whole, ...chain.filter((file) => file !== whole)] : chain;
  let previous: FontFace | null = null;
  return graphemes.map((grapheme) => {
    const face: FontFace | null =
      grapheme === ' ' && previous && !previous.file.emoji && glyphFor(previous, 0x20) > 0
        ? previous
        : faceFor(grapheme, preferred);
    previous = face;
    return { grapheme, face };
  });
}

const isEuropean = (grapheme: string): boolean =>
  (grapheme.charCodeAt(0) < 0x80 && grapheme.length === 1) || ALPHABETIC.has(scriptOf(grapheme));

function faceFor(grapheme: string, chain: readonly FontFile[]): FontFace | null {
  if (!isVisible(grapheme)) return null;
  const file =
    (isEmoji(grapheme)
      ? chain.find((candidate) => candidate.emoji && draws(candidate, grapheme))
      : undefined) ?? chain.find((candidate) => draws(candidate, grapheme));
  return file ? openFace(file) : null;
}

function draws(file: FontFile, grapheme: string): boolean {
  if (file.covers && !file.covers.test(grapheme)) return false;
  const face = openFace(file);
  for (const character of grapheme) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (!needsNoGlyph(codePoint) && glyphFor(face, codePoint) === 0) return false;
  }
  const [, base, selector] = IDEOGRAPH_VARIANT.exec(grapheme) ?? [];
  // Without the variant the font would show another form of the name than the one that was typed.
  if (base && selector) return variantFor(face, base, selector) > 0;
  return !MARKED.test(grapheme) || !ALPHABETIC.has(scriptOf(grapheme)) || marksAreJoined(face, grapheme);
}

/** Handwriting has accents for its own letters only, and sets others beside the letter. */
function marksAreJoined(face: FontFace, grapheme: string): boolean {
  const run = { face, script: scriptOf(grapheme), language: 'und', level: 0, start: 0, end: grapheme.length };
  const [, ...marks] = shapeRun(grapheme, run);
  return marks.every(({ x, y }) => x !== 0 || y !== 0);
}
