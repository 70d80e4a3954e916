import type { FittedText } from '../text/fit-text.js';
import type { CodeFor } from './font-register.js';
import { serialiseNumber as n } from './serialise.js';
import { showLine } from './show-line.js';

/** A part of a canvas, in points, origin at the lower left. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly widthPt: number;
  readonly heightPt: number;
}

export interface TextLook {
  /** Operands of `rg`. */
  readonly colour: string;
  /** What the eye takes for the height of a line, as a fraction of the font size: capitals, not line boxes. */
  readonly visibleHeight: number;
  /** The first line at the top of the area instead of all lines in its middle. */
  readonly fromTop?: boolean;
}

/** Operators for a fitted text in the middle of the height of `area`; each line at the side its text begins on. */
export function showText(fitted: FittedText, area: Area, look: TextLook, codeFor: CodeFor): string {
  const { sizePt } = fitted;
  let baseline = firstBaseline(fitted, area, look);
  let text = '';
  let shapes = '';
  for (const line of fitted.lines) {
    const x = line.rightToLeft ? area.x + area.widthPt - line.width * sizePt : area.x;
    const shown = showLine(line, { x, y: baseline, sizePt }, codeFor);
    text += `1 0 0 1 ${n(x)} ${n(baseline)} Tm\n${shown.text}`;
    shapes += shown.shapes;
    baseline -= fitted.lineHeightPt;
  }
  return `${look.colour} rg\nBT\n${text}ET\n${shapes}`;
}

function firstBaseline(fitted: FittedText, area: Area, { visibleHeight, fromTop = false }: TextLook): number {
  const { sizePt, lines, lineHeightPt } = fitted;
  const below = (lines.length - 1) * lineHeightPt;
  const capPt = sizePt * visibleHeight;
  const centred = area.y + (area.heightPt + below + capPt) / 2 - capPt;
  // Marks high above and tails far below the letters stay inside the area.
  const highest = area.y + area.heightPt - (lines[0]?.inkTop ?? 0) * sizePt;
  const lowest = area.y + below - (lines.at(-1)?.inkBottom ?? 0) * sizePt;
  return Math.max(Math.min(fromTop ? area.y + area.heightPt - sizePt : centred, highest), lowest);
}
