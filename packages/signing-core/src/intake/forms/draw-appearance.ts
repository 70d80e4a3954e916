import { dict, name, type PdfDict, type PdfObject, PdfString, readTextString } from '../../pdf/objects.js';
import type { Matrix } from '../../pdf/page-geometry.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { addCompressed, type ObjectRoom } from '../../pdf/write-font.js';
import { type DefaultAppearance, readDefaultAppearance } from './default-appearance.js';
import { drawButtonSign } from './draw-button.js';
import { drawFrame } from './draw-frame.js';
import { drawValue, type Pen, type Room } from './draw-value.js';
import type { Appearance } from './existing-appearance.js';
import { readFormText } from './form-text.js';
import { shownState, type Widget } from './list-widgets.js';
import { IDENTITY } from './place-appearance.js';

/** A look made for a widget whose file has none; its fonts are to be named when all are known. */
export interface DrawnAppearance extends Omit<Appearance, 'form'> {
  readonly operators: string;
}

/**
 * The look of a widget from its value, as a reader has to make it when `/NeedAppearances` is set or there is no appearance
 * (ISO 32000-2 § 12.7.4.3). Null for what has no look of its own: push buttons, signatures.
 */
export function drawAppearance(
  reader: PdfReader,
  widget: Widget,
  formDefault: PdfObject,
  pen: Pen,
): DrawnAppearance | null {
  const { field, rectangle } = widget;
  if (!rectangle || field.type === null || field.type === 'Sig' || field.has('pushButton')) return null;
  const turns = quarterTurns(reader, widget.dict);
  const [across, up] = [rectangle.right - rectangle.left, rectangle.top - rectangle.bottom];
  const [width, height] = turns % 2 === 0 ? [across, up] : [up, across];
  const frame = drawFrame(reader, widget, width, height);
  const look = readDefaultAppearance(field.inherited('DA') ?? formDefault);
  const room = { inset: frame.inset, width, height };
  const inside =
    field.type === 'Btn'
      ? drawState(reader, widget, room, look)
      : drawValue(
          { ...textOf(reader, widget), look, alignment: alignmentOf(field.inherited('Q')) },
          room,
          pen,
        );
  const operators = frame.operators + inside;
  if (operators === '') return null;
  const bounds = { left: 0, bottom: 0, right: width, top: height };
  return { operators, bounds, matrix: TURNED[turns] ?? IDENTITY };
}

/** Counter-clockwise, as `/R` counts; where it lies does not matter, it is moved onto the rectangle. */
const TURNED: readonly Matrix[] = [IDENTITY, [0, 1, -1, 0, 0, 0], [-1, 0, 0, -1, 0, 0], [0, -1, 1, 0, 0, 0]];

export function addDrawn(room: ObjectRoom, drawn: DrawnAppearance, fonts: PdfDict): Appearance {
  const { bounds, matrix } = drawn;
  const form = addCompressed(room, Buffer.from(drawn.operators, 'latin1'), {
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [bounds.left, bounds.bottom, bounds.right, bounds.top],
    Matrix: [...matrix],
    Resources: dict({ Font: fonts }),
  });
  return { form, bounds, matrix };
}

function quarterTurns(reader: PdfReader, widget: PdfDict): number {
  const look = reader.dictAt(widget, 'MK');
  const turns = ((look && reader.numberAt(look, 'R')) ?? 0) / 90;
  return Number.isInteger(turns) ? ((turns % 4) + 4) % 4 : 0;
}

function textOf(reader: PdfReader, { field }: Widget) {
  const text = valueTexts(reader, field.value).join('\n');
  if (field.type === 'Ch') {
    const chosen = valueTexts(reader, field.value);
    const labels = chosen.map(
      (value) => field.options.find((option) => option.value === value)?.label ?? value,
    );
    return { text: labels.join('\n'), multiline: labels.length > 1, cells: null };
  }
  // Of a password the form shows only that there is one.
  if (field.has('password')) return { text: '*'.repeat([...text].length), multiline: false, cells: null };
  const multiline = field.has('multiline');
  const cells = field.has('comb') && !multiline ? field.maxLength : null;
  return { text, multiline, cells };
}

function valueTexts(reader: PdfReader, value: PdfObject): string[] {
  const items = Array.isArray(value) ? value.map((item) => reader.resolve(item)) : [value];
  return items.map((item) => readFormText(reader, item) ?? '').filter((text) => text !== '');
}

const alignmentOf = (value: PdfObject): 0 | 1 | 2 => (value === 1 || value === 2 ? value : 0);

function drawState(
  reader: PdfReader,
  widget: Widget,
  { width, height }: Room,
  { colour }: DefaultAppearance,
): string {
  if (shownState(reader, widget) === 'Off') return '';
  const look = reader.dictAt(widget.dict, 'MK');
  const sign = look && reader.resolve(look.get('CA'));
  const usual = widget.field.has('radio') ? 'l' : '4';
  return drawButtonSign(sign instanceof PdfString ? readTextString(sign) : usual, width, height, colour);
}
