const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many characters a person sees: a letter with its marks is one, and so is a family emoji (UAX #29). */
export function countCharacters(text: string): number {
  // The segmenter is slow, and most texts are plain; a line break of two bytes is one character.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return [...graphemes.segment(text)].length;
}
