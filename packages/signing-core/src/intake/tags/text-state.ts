import type { Matrix } from '../../pdf/page-geometry.js';
import type { FontCodes } from './font-codes.js';

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The parts of the graphics state that move text (ISO 32000-2 § 8.4.1, 9.3). */
export interface TextState {
  matrix: Matrix;
  font: FontCodes | null;
  sizePt: number;
  charSpace: number;
  wordSpace: number;
  /** `Tz` as a factor. */
  stretch: number;
  leading: number;
  rise: number;
}

export const initialState = (matrix: Matrix): TextState => ({
  ...{ matrix, font: null, sizePt: 0, charSpace: 0, wordSpace: 0, stretch: 1, leading: 0, rise: 0 },
});

/** `first` applied before `then` (§ 8.3.4). */
export function multiply([a, b, c, d, e, f]: Matrix, [a2, b2, c2, d2, e2, f2]: Matrix): Matrix {
  return [
    a * a2 + b * c2,
    a * b2 + b * d2,
    c * a2 + d * c2,
    c * b2 + d * d2,
    e * a2 + f * c2 + e2,
    e * b2 + f * d2 + f2,
  ];
}

export const translation = (x: number, y: number): Matrix => [1, 0, 0, 1, x, y];
