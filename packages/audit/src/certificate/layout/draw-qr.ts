import { fill, type PDFPage, popGraphicsState, pushGraphicsState, rectangle, setFillingColor } from 'pdf-lib';
import encodeQr from 'qr';
import { ink } from './palette.js';

/** ISO/IEC 18004 § 9.1 asks for four modules of white on every side. */
const QUIET_MODULES = 4;

/** The code's modules with its quiet zone: true is dark. */
export function qrModules(text: string): boolean[][] {
  return encodeQr(text, 'raw', { ecc: 'medium', border: QUIET_MODULES });
}

/**
 * Draws the code so that, with its quiet zone, it fills a square.
 * @param x left, and `y` bottom edge of the square, in points
 */
export function drawQr(page: PDFPage, text: string, at: { x: number; y: number; sidePt: number }): void {
  const modules = qrModules(text);
  const unit = at.sidePt / modules.length;
  page.pushOperators(pushGraphicsState(), setFillingColor(ink));
  for (const [row, line] of modules.entries()) {
    for (const { start, length } of darkRuns(line)) {
      const y = at.y + at.sidePt - (row + 1) * unit;
      page.pushOperators(rectangle(at.x + start * unit, y, length * unit, unit));
    }
  }
  page.pushOperators(fill(), popGraphicsState());
}

/** Neighbours are drawn as one: no reader shows hairlines between them, and the file is smaller. */
function darkRuns(line: readonly boolean[]): { start: number; length: number }[] {
  const runs: { start: number; length: number }[] = [];
  for (const [index, dark] of line.entries()) {
    const last = runs.at(-1);
    if (!dark) continue;
    if (last && last.start + last.length === index) last.length += 1;
    else runs.push({ start: index, length: 1 });
  }
  return runs;
}
