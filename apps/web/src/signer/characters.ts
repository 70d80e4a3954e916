const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What people take for characters: a letter with its marks is one, and so is a family emoji. */
export function splitCharacters(text: string): readonly string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** The text, or as much of it as a field takes; `most` null takes all. */
export function firstCharacters(text: string, most: number | null): string {
  if (most === null || text.length <= most) return text;
  return splitCharacters(text).slice(0, most).join('');
}
