import type { FontFile, FontSet } from '../fonts/font-set.js';
import { chooseFaces } from './choose-face.js';
import { normaliseText, onOneLine, splitGraphemes } from './normalise-text.js';

/** Which chain of fonts a text is drawn with. */
export type TextFace = 'text' | 'signature';

/**
 * The characters of `text` that cannot be drawn faithfully, each once, in order: what no font has, and what nobody
 * would see (controls, direction overrides, private characters, lone marks and surrogates). Empty: the text can be
 * drawn. Ask when a person types, so that sealing never has to refuse.
 */
export function findUndrawable(text: string, fonts: FontSet, face: TextFace): string[] {
  return face === 'signature' ? unseenBy(fonts.signature, onOneLine(text)) : unseenBy(fonts.sans, text);
}

/** The same for any fallback chain. */
export function unseenBy(chain: readonly FontFile[], text: string): string[] {
  const refused = new Set<string>();
  for (const line of normaliseText(text).split('\n')) {
    for (const { grapheme, face } of chooseFaces(splitGraphemes(line), chain))
      if (!face) refused.add(grapheme);
  }
  return [...refused];
}
