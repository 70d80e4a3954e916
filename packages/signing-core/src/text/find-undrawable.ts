import type { FontSet } from '../fonts/font-set.js';
import { chooseFaces } from './choose-face.js';
import { normaliseText, splitGraphemes } from './normalise-text.js';

/** Which chain of fonts a text is drawn with. */
export type TextFace = 'text' | 'signature';

export const chainOf = (fonts: FontSet, face: TextFace): FontSet['sans'] =>
  face === 'signature' ? fonts.signature : fonts.sans;

/**
 * The characters of `text` that cannot be drawn faithfully, each once, in order: what no font has, and what nobody
 * would see (controls, direction overrides, private characters, lone marks and surrogates). Empty: the text can be
 * drawn. Ask when a person types, so that sealing never has to refuse.
 */
export function findUndrawable(text: string, fonts: FontSet, face: TextFace): string[] {
  const refused = new Set<string>();
  for (const line of normaliseText(text).split('\n')) {
    for (const { grapheme, face: found } of chooseFaces(splitGraphemes(line), chainOf(fonts, face)))
      if (!found) refused.add(grapheme);
  }
  return [...refused];
}
