import type { FontSet } from '../fonts/font-set.js';
import { openFace } from '../text/font-face.js';
import type { CodeFor } from './font-register.js';

/** Where drawing happens: an upright box with its origin at the lower left corner, in points. */
export interface Canvas {
  readonly widthPt: number;
  readonly heightPt: number;
  /** How much larger than an ordinary letter page this page is, at least 1: type grows with posters. */
  readonly scale: number;
  readonly fonts: FontSet;
  readonly codeFor: CodeFor;
}

export const TEXT_COLOUR = '0.09 0.1 0.13';
/** Ink blue: a signature should be told from the print around it. */
export const INK_COLOUR = '0.06 0.14 0.4';
export const QUIET_COLOUR = '0.42 0.44 0.48';
export const RULE_COLOUR = '0.78 0.8 0.84';

/** Room to leave at the sides, in points. */
export function inset(canvas: Canvas): number {
  return Math.min(3 * canvas.scale, canvas.heightPt * 0.12, canvas.widthPt * 0.05);
}

/** The height of capitals as a fraction of the font size. */
export const capitalsOf = ({ fonts }: Canvas): number =>
  fonts.sans[0] ? openFace(fonts.sans[0]).capHeight : 0.7;
