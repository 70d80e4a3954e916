import { SigningError } from '../errors.js';
import type { FractionBox } from './page-geometry.js';

/** What a field shows on the page. */
export type MarkContent =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** The language of the text (BCP 47), where Han characters differ by country and the text does not tell. */
      readonly language?: string;
      /** Written from the top of the box down, as a letter is, instead of in the middle of its height. */
      readonly multiline?: boolean;
      /** One character to each of so many equal cells (a comb). Where there are more characters, they share the last. */
      readonly cells?: number;
    }
  | { readonly kind: 'checkbox'; readonly checked: boolean }
  | { readonly kind: 'radio'; readonly chosen: boolean }
  | {
      readonly kind: 'typed-signature';
      readonly text: string;
      readonly language?: string;
      readonly caption?: string;
    }
  | {
      readonly kind: 'drawn-signature';
      /** Each stroke flat, `x0, y0, x1, y1, …`, as fractions of the drawing area, origin top left. */
      readonly strokes: readonly (readonly number[])[];
      /** Width of the drawing area divided by its height. */
      readonly aspect: number;
      readonly caption?: string;
    };

export interface FieldMark {
  readonly fieldId: string;
  readonly pageIndex: number;
  readonly box: FractionBox;
  readonly content: MarkContent;
}

const MAX_POINTS = 50_000;
const MAX_TEXT_CHARACTERS = 20_000;
const MAX_CELLS = 2_000;
/** Boxes come from a screen: a hair over the edge is rounding, not a mistake. */
const EDGE_TOLERANCE = 0.002;

/** Throws `mark-invalid`. */
export function checkMark(mark: FieldMark, pageCount: number): void {
  const { x, y, width, height } = mark.box;
  const inside =
    [x, y, width, height].every(Number.isFinite) &&
    x >= -EDGE_TOLERANCE &&
    y >= -EDGE_TOLERANCE &&
    width > 0 &&
    height > 0 &&
    x + width <= 1 + EDGE_TOLERANCE &&
    y + height <= 1 + EDGE_TOLERANCE;
  if (!inside) throw invalid('A field lies outside its page.');
  if (!Number.isInteger(mark.pageIndex) || mark.pageIndex < 0 || mark.pageIndex >= pageCount) {
    throw invalid('A field is on a page the document does not have.');
  }
  checkContent(mark.content);
}

function checkContent(content: MarkContent): void {
  if (content.kind === 'text' || content.kind === 'typed-signature') {
    if (content.text.length > MAX_TEXT_CHARACTERS || !content.text.isWellFormed())
      throw invalid('A text is too long to be drawn.');
  }
  const cells = content.kind === 'text' ? content.cells : undefined;
  if (cells !== undefined && !(Number.isInteger(cells) && cells > 0 && cells <= MAX_CELLS)) {
    throw invalid('A comb needs a whole number of cells.');
  }
  if (content.kind === 'drawn-signature') {
    const points = content.strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    const usable =
      points > 0 &&
      points <= MAX_POINTS &&
      content.aspect > 0 &&
      Number.isFinite(content.aspect) &&
      content.strokes.every(
        (stroke) => stroke.length % 2 === 0 && stroke.every((value) => value >= -1 && value <= 2),
      );
    if (!usable) throw invalid('A drawn signature cannot be read.');
  }
}

function invalid(message: string): SigningError {
  return new SigningError('mark-invalid', message);
}
