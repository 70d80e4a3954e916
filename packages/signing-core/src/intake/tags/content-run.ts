import { damaged } from '../../pdf/damaged.js';
import { PdfDict, PdfName, PdfRef, PdfString, type PdfValue } from '../../pdf/objects.js';
import type { Matrix } from '../../pdf/page-geometry.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import type { Operation } from './content-operations.js';
import { readFontCodes } from './font-codes.js';
import type { Content, ShownGlyph, ShowOperation } from './shown-text.js';
import { IDENTITY, initialState, multiply, type TextState, translation } from './text-state.js';

/** Of each font what its codes are, read once. */
export type KnownFonts = Map<PdfDict, ReturnType<typeof readFontCodes>>;

/** Follows the state of one content stream, operator by operator, and notes the glyphs it shows. */
export class ContentRun {
  private readonly saved: TextState[] = [];
  private state: TextState;
  private text: Matrix = IDENTITY;
  private line: Matrix = IDENTITY;
  /** Behind a text whose width is not known, until the pen is set again: what comes then is not followed. */
  private isLost = false;

  constructor(
    private readonly reader: PdfReader,
    private readonly content: Content,
    matrix: Matrix,
    private readonly fonts: KnownFonts,
    private readonly glyphs: ShownGlyph[],
  ) {
    this.state = initialState(matrix);
  }

  get matrix(): Matrix {
    return this.state.matrix;
  }

  take(operation: Operation): void {
    const { keyword, operands } = operation;
    const numbers = operands.filter((item): item is number => typeof item === 'number');
    if (keyword === 'q') this.saved.push({ ...this.state });
    else if (keyword === 'Q') this.state = this.saved.pop() ?? this.state;
    else if (keyword === 'cm') this.state.matrix = multiply(sixOf(numbers), this.state.matrix);
    else if (keyword === 'BT') this.setLine(IDENTITY);
    else if (SHOWS.has(keyword)) this.show(operation, numbers);
    else if (keyword === 'gs') this.useGraphicsState(operands[0]);
    else if (keyword === 'Tf') this.useFont(this.resource('Font', operands[0]), numbers[0] ?? 0);
    else this.moveOrSet(keyword, numbers);
  }

  private moveOrSet(keyword: string, [first = 0, second = 0, ...rest]: readonly number[]): void {
    const { state } = this;
    if (keyword === 'Tc') state.charSpace = first;
    else if (keyword === 'Tw') state.wordSpace = first;
    else if (keyword === 'Tz') state.stretch = first / 100;
    else if (keyword === 'TL') state.leading = first;
    else if (keyword === 'Ts') state.rise = first;
    else if (keyword === 'Td') this.nextLine(first, second);
    else if (keyword === 'TD') {
      state.leading = -second;
      this.nextLine(first, second);
    } else if (keyword === 'T*') this.nextLine(0, -state.leading);
    else if (keyword === 'Tm') this.setLine(sixOf([first, second, ...rest]));
  }

  private nextLine(x: number, y: number): void {
    this.setLine(multiply(translation(x, y), this.line));
  }

  private setLine(matrix: Matrix): void {
    this.text = matrix;
    this.line = matrix;
    this.isLost = false;
  }

  private show(operation: Operation, numbers: readonly number[]): void {
    const { keyword, operands } = operation;
    if (keyword === '"') {
      this.state.wordSpace = numbers[0] ?? 0;
      this.state.charSpace = numbers[1] ?? 0;
    }
    if (keyword === "'" || keyword === '"') this.nextLine(0, -this.state.leading);
    const shown = operands.at(-1);
    const parts = Array.isArray(shown) ? shown : shown === undefined ? [] : [shown];
    const bytesPerCode = this.state.font?.bytesPerCode;
    if (!bytesPerCode) this.isLost = true;
    if (!bytesPerCode || this.isLost) return;
    const show = { content: this.content, operation, bytesPerCode, parts };
    for (const [index, part] of parts.entries()) this.showPart(show, index, part);
  }

  private showPart(show: ShowOperation, part: number, value: PdfValue): void {
    const { sizePt, stretch } = this.state;
    if (typeof value === 'number') this.advance((-value / 1000) * sizePt * stretch);
    if (!(value instanceof PdfString)) return;
    const step = show.bytesPerCode;
    for (let at = 0; at + step <= value.bytes.length; at += step) this.showCode(show, part, at, value.bytes);
  }

  private showCode(show: ShowOperation, part: number, at: number, bytes: Uint8Array): void {
    const { sizePt, stretch, charSpace, wordSpace, rise, matrix, font } = this.state;
    const high = bytes[at] ?? 0;
    const code = show.bytesPerCode === 2 ? high * 256 + (bytes[at + 1] ?? 0) : high;
    const width = font?.widthOf(code) ?? null;
    if (width === null) this.isLost = true;
    if (width === null || this.isLost) return;
    const spaces = charSpace + (show.bytesPerCode === 1 && code === 0x20 ? wordSpace : 0);
    const [, , , , x, y] = multiply(translation(0, rise), multiply(this.text, matrix));
    const advance = sizePt === 0 ? 0 : width * 1000 + (spaces / sizePt) * 1000;
    this.glyphs.push({ show, part, at, x, y, advance });
    this.advance((width * sizePt + spaces) * stretch);
  }

  private advance(x: number): void {
    this.text = multiply(translation(x, 0), this.text);
  }

  private resource(category: string, value: PdfValue | undefined): PdfDict | null {
    const list = this.reader.dictAt(this.content.resources, category);
    return list && value instanceof PdfName ? this.reader.dictAt(list, value.value) : null;
  }

  private useFont(font: PdfDict | null, sizePt: number): void {
    this.state.sizePt = sizePt;
    if (font && !this.fonts.has(font)) this.fonts.set(font, readFontCodes(this.reader, font));
    this.state.font = (font && this.fonts.get(font)) ?? null;
  }

  private useGraphicsState(value: PdfValue | undefined): void {
    const settings = this.resource('ExtGState', value);
    const [reference, sizePt] = (settings && this.reader.arrayAt(settings, 'Font')) ?? [];
    const font = reference instanceof PdfRef ? this.reader.resolve(reference) : null;
    if (font instanceof PdfDict && typeof sizePt === 'number') this.useFont(font, sizePt);
  }
}

const SHOWS = new Set(['Tj', 'TJ', "'", '"']);

function sixOf([a, b, c, d, e, f]: readonly number[]): Matrix {
  if (
    a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    f === undefined
  )
    throw damaged('a matrix in its content is incomplete');
  return [a, b, c, d, e, f];
}
