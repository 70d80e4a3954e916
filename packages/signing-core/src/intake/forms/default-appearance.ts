import { type PdfObject, PdfString, readTextString } from '../../pdf/objects.js';

/** What a `/DA` string says about a text (ISO 32000-2 § 12.7.4.3). */
export interface DefaultAppearance {
  /** Null: as large as fits. */
  readonly sizePt: number | null;
  /** Operators that set the colour, only numbers and `g`, `rg` or `k`. */
  readonly colour: string;
}

const MAX_SIZE_PT = 500;
const OPERANDS: Readonly<Record<string, number>> = { g: 1, rg: 3, k: 4 };

/** The font is not asked for: values are set in the fonts of this installation, which have every script. */
export function readDefaultAppearance(value: PdfObject): DefaultAppearance {
  const text = value instanceof PdfString ? readTextString(value).slice(0, 1_000) : '';
  let sizePt: number | null = null;
  let colour = '0 g';
  const operands: string[] = [];
  for (const token of text.split(/\s+/)) {
    const count = OPERANDS[token];
    if (token === 'Tf') {
      const size = Math.abs(Number(operands.at(-1)));
      sizePt = size > 0 && size <= MAX_SIZE_PT ? size : null;
    } else if (count) {
      const levels = operands.slice(-count).map(Number);
      if (levels.length === count && levels.every(isLevel)) colour = `${levels.join(' ')} ${token}`;
    }
    operands.push(token);
  }
  return { sizePt, colour };
}

const isLevel = (value: number): boolean => value >= 0 && value <= 1;

/** The same for the arrays of `/MK`: 1, 3 or 4 levels; null for none, which means transparent. */
export function colourOperator(levels: readonly PdfObject[] | null, stroke: boolean): string | null {
  const operator = levels && { 1: 'g', 3: 'rg', 4: 'k' }[levels.length];
  if (!operator || !levels.every((level) => typeof level === 'number' && isLevel(level))) return null;
  return `${levels.join(' ')} ${stroke ? operator.toUpperCase() : operator}`;
}
