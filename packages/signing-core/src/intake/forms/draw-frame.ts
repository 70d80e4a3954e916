import { type PdfDict, PdfName, type PdfObject } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { serialiseNumber as n } from '../../pdf/serialise.js';
import { colourOperator } from './default-appearance.js';
import type { Widget } from './list-widgets.js';

export interface Frame {
  readonly operators: string;
  /** How far what is inside stays away from the edge, in units of the page. */
  readonly inset: number;
}

const MAX_BORDER = 30;

/** Background and border of a widget as its `/MK` and `/BS` say (ISO 32000-2 § 12.5.4, 12.5.6.19). */
export function drawFrame(reader: PdfReader, widget: Widget, width: number, height: number): Frame {
  const look = reader.dictAt(widget.dict, 'MK');
  const fill = look && colourOperator(levelsOf(reader, look, 'BG'), false);
  const stroke = look && colourOperator(levelsOf(reader, look, 'BC'), true);
  const border = borderOf(reader, widget);
  const line = stroke ? border.width : 0;
  const background = fill ? `${fill} 0 0 ${n(width)} ${n(height)} re f\n` : '';
  const edge =
    line > 0 ? `q ${stroke} ${n(line)} w ${border.dash}${path(border, line, width, height)} S Q\n` : '';
  const deep = border.style === 'B' || border.style === 'I';
  return { operators: background + edge, inset: Math.max(1, line * (deep ? 2 : 1)) };
}

interface Border {
  readonly width: number;
  readonly style: string;
  readonly dash: string;
}

function borderOf(reader: PdfReader, { dict }: Widget): Border {
  const own = reader.dictAt(dict, 'BS');
  const old = reader.arrayAt(dict, 'Border')?.map((item) => reader.resolve(item));
  const said = own ? reader.numberAt(own, 'W') : old?.[2];
  const width = typeof said === 'number' && said >= 0 ? Math.min(said, MAX_BORDER) : 1;
  const style = own && reader.resolve(own.get('S'));
  const name = style instanceof PdfName ? style.value : 'S';
  return { width, style: name, dash: name === 'D' ? '[3 3] 0 d ' : '' };
}

function path({ style }: Border, line: number, width: number, height: number): string {
  if (style === 'U') return `0 ${n(line / 2)} m ${n(width)} ${n(line / 2)} l`;
  return `${n(line / 2)} ${n(line / 2)} ${n(width - line)} ${n(height - line)} re`;
}

function levelsOf(reader: PdfReader, look: PdfDict, key: string): PdfObject[] | null {
  return reader.arrayAt(look, key)?.map((item) => reader.resolve(item)) ?? null;
}
