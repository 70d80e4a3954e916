const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Line ends unified, tabs as spaces, composed (NFC): what is drawn, and what a reader extracts again. */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').normalize('NFC');
}

const SIMPLE = /^[\x20-\x7e]*$/;

/** What a person takes for one character: a letter with its marks, a whole emoji. */
export function splitGraphemes(text: string): string[] {
  // The segmenter is slow, and most texts are plain.
  if (SIMPLE.test(text)) return [...text];
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}
