import type { Face } from './faces.js';

/**
 * Breaks text into lines no wider than `widthPt`, at spaces where there are any and inside a word where one alone is too
 * wide. Nothing is dropped. `text` must be drawable.
 */
export function wrapText(face: Face, text: string, sizePt: number, widthPt: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => splitWord(face, part, sizePt, widthPt))) {
    const longer = line === '' ? word.text : `${line}${word.glued ? '' : ' '}${word.text}`;
    if (line !== '' && face.widthOf(longer, sizePt) > widthPt) {
      lines.push(line);
      line = word.text;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

type Piece = { text: string /** Continues the piece before it without a space. */; glued: boolean };

function splitWord(face: Face, word: string, sizePt: number, widthPt: number): Piece[] {
  if (face.widthOf(word, sizePt) <= widthPt) return [{ text: word, glued: false }];
  const pieces: Piece[] = [];
  let piece = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(word)) {
    if (piece !== '' && face.widthOf(piece + segment, sizePt) > widthPt) {
      pieces.push({ text: piece, glued: pieces.length > 0 });
      piece = segment;
    } else {
      piece += segment;
    }
  }
  return [...pieces, { text: piece, glued: pieces.length > 0 }];
}
