import { damaged } from '../../pdf/damaged.js';
import { decodeStream } from '../../pdf/decode-stream.js';
import { isName, PdfDict, PdfName, PdfRef, PdfStream, PdfString, type PdfValue } from '../../pdf/objects.js';
import type { Matrix } from '../../pdf/page-geometry.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { type Operation, readOperations } from './content-operations.js';
import { readFontCodes } from './font-codes.js';
import { IDENTITY, initialState, multiply, type TextState, translation } from './text-state.js';

/** A content stream and, for a form XObject, the way to it. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly resources: PdfDict;
  /** Null for the page itself. */
  readonly within: {
    readonly parent: Content;
    readonly resourceName: string;
    readonly form: PdfStream;
  } | null;
  /** How often it is drawn; a change to what is drawn twice would show twice. */
  uses: number;
}

/** One code of a string that is shown. */
export interface ShownGlyph {
  readonly show: ShowOperation;
  /** Which string of the operation, and where in it. */
  readonly part: number;
  readonly at: number;
  /** Origin in the page's own space. */
  readonly x: number;
  readonly y: number;
  /** How far it moves the pen, as a `TJ` number would take back (thousandths of the font size). */
  readonly advance: number;
}

export interface ShowOperation {
  readonly content: Content;
  readonly operation: Operation;
  readonly bytesPerCode: 1 | 2;
  readonly parts: readonly PdfValue[];
}

const MOST_OPERATIONS = 2_000_000;
const MOST_GLYPHS = 1_000_000;
const MAX_FORM_DEPTH = 8;
const MAX_FORM_BYTES = 16 * 1024 * 1024;

/**
 * Where each glyph of a page begins, from its operators alone (ISO 32000-2 § 9.4). Glyphs whose place
 * cannot be known are left out. Throws `pdf-damaged` when the content is not understood.
 */
export function trackText(reader: PdfReader, page: Content): ShownGlyph[] {
  const tracker = new TextTracker(reader);
  tracker.run(page, IDENTITY, 0);
  return tracker.glyphs;
}

class TextTracker {
  readonly glyphs: ShownGlyph[] = [];
  private readonly contents = new Map<Content, Map<string, Content>>();
  private readonly fonts = new Map<PdfDict, ReturnType<typeof readFontCodes>>();
  private operationCount = 0;

  constructor(private readonly reader: PdfReader) {}

  run(content: Content, matrix: Matrix, depth: number): void {
    content.uses++;
    const run = new ContentRun(this.reader, content, matrix, this.fonts, this.glyphs);
    for (const operation of readOperations(content.bytes)) {
      if (++this.operationCount > MOST_OPERATIONS || this.glyphs.length > MOST_GLYPHS)
        throw damaged('a page draws too much to follow');
      if (operation.keyword !== 'Do') run.take(operation);
      else this.drawForm(content, operation, run.matrix, depth);
    }
  }

  private drawForm(content: Content, { operands }: Operation, matrix: Matrix, depth: number): void {
    const [resource] = operands;
    if (!(resource instanceof PdfName)) return;
    const inside = this.contentOf(content, resource.value);
    if (!inside?.within) return;
    if (depth >= MAX_FORM_DEPTH) throw damaged('its forms are nested too deeply');
    const own = this.reader.resolve(inside.within.form.dict.get('Matrix'));
    const numbers = Array.isArray(own) ? own.map((item) => this.reader.resolve(item)) : [];
    const ownMatrix =
      numbers.length === 6 && numbers.every((item) => typeof item === 'number') ? numbers : IDENTITY;
    this.run(inside, multiply(ownMatrix as Matrix, matrix), depth + 1);
  }

  private contentOf(parent: Content, resourceName: string): Content | null {
    const known = this.contents.get(parent) ?? new Map<string, Content>();
    this.contents.set(parent, known);
    const remembered = known.get(resourceName);
    if (remembered) return remembered;
    const form = this.reader.resolve(this.reader.dictAt(parent.resources, 'XObject')?.get(resourceName));
    if (!(form instanceof PdfStream) || !isName(this.reader.resolve(form.dict.get('Subtype')), 'Form'))
      return null;
    const bytes = decodeStream(form, this.reader.resolve, MAX_FORM_BYTES);
    if (!bytes) throw damaged('a form cannot be unpacked');
    const resources = this.reader.dictAt(form.dict, 'Resources') ?? parent.resources;
    const content = { bytes, resources, within: { parent, resourceName, form }, uses: 0 };
    known.set(resourceName, content);
    return content;
  }
}

/** Follows the state of one content stream. */
class ContentRun {
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
    private readonly fonts: Map<PdfDict, ReturnType<typeof readFontCodes>>,
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
