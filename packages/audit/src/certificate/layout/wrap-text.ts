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

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

type Piece = {
  text: string;
  /** Continues the piece before it without a space. */
  glued: boolean;
};

function splitWord(face: Face, word: string, sizePt: number, widthPt: number): Piece[] {
  if (face.widthOf(word, sizePt) <= widthPt) return [{ text: word, glued: false }];
  const pieces: Piece[] = [];
  let piece = '';
  let width = 0;
  for (const { segment } of graphemes.segment(word)) {
    const advance = face.widthOf(segment, sizePt);
    if (piece !== '' && width + advance > widthPt) {
      const cut = goodBreak(piece);
      pieces.push({ text: piece.slice(0, cut), glued: pieces.length > 0 });
      piece = piece.slice(cut);
      width = face.widthOf(piece, sizePt);
    }
    piece += segment;
    width += advance;
  }
  return [...pieces, { text: piece, glued: pieces.length > 0 }];
}

/** Where to cut a piece that is full: after the last separator of an address or file name, unless that wastes a third. */
function goodBreak(piece: string): number {
  const separator = Math.max(...['@', '.', '_', '-', '/', '}'].map((sign) => piece.lastIndexOf(sign)));
  return separator + 1 > (piece.length * 2) / 3 ? separator + 1 : piece.length;
}
