const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Line ends unified, tabs as spaces, composed (NFC): what is drawn, and what a reader extracts again. */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').normalize('NFC');
}

/** A signature is one line. */
export const onOneLine = (text: string): string => normaliseText(text).replace(/\s*\n\s*/g, ' ');

/** Every character of these blocks stands on its own. */
const SIMPLE = /^[\x20-\x7e\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u20a0-\u20bf]*$/;

/** What a person takes for one character: a letter with its marks, a whole emoji. */
export function splitGraphemes(text: string): string[] {
  // The segmenter is slow, and most texts are plain.
  if (SIMPLE.test(text)) return [...text];
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}
