import { SigningError } from '../../errors.js';
import { walkOperators } from '../../pdf/content-operators.js';
import { decodeStream } from '../../pdf/decode-stream.js';
import { isName, name, PdfDict, PdfRef, PdfStream, type PdfValue } from '../../pdf/objects.js';
import type { Matrix } from '../../pdf/page-geometry.js';
import { type Rectangle, readRectangle } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { shownState, type Widget } from './list-widgets.js';
import { IDENTITY } from './place-appearance.js';

/** How a widget looks: a form XObject and what it takes to place it. */
export interface Appearance {
  readonly form: PdfRef;
  readonly bounds: Rectangle;
  readonly matrix: Matrix;
}

export interface ExistingAppearance extends Appearance {
  readonly stream: PdfStream;
  /** False for one that leaves no ink, such as that of an empty text field. */
  readonly drawsSomething: boolean;
}

const MAX_APPEARANCE_BYTES = 16 * 1024 * 1024;
const INK = new Set('S s f F f* B B* b b* Do sh Tj TJ \' " EI BI'.split(' '));

/** What the file itself shows for a widget now (ISO 32000-2 § 12.5.5); null when it shows nothing. */
export function existingAppearance(reader: PdfReader, widget: Widget): ExistingAppearance | null {
  const appearances = reader.dictAt(widget.dict, 'AP');
  const normal = appearances?.get('N');
  const resolved = reader.resolve(normal);
  const chosen = resolved instanceof PdfDict ? resolved.get(shownState(reader, widget)) : normal;
  const form = chosen instanceof PdfRef ? chosen : null;
  const stream = form && reader.resolve(form);
  if (!form || !(stream instanceof PdfStream)) return null;
  const bounds = readRectangle(reader, stream.dict.get('BBox')) ?? sizeOf(widget.rectangle);
  const matrix = readMatrix(reader, stream.dict.get('Matrix'));
  return { form, stream, bounds, matrix, drawsSomething: drawsSomething(reader, stream) };
}

/** An appearance may leave out what a form XObject on a page needs. The same stream when nothing is missing. */
export function asFormXObject(
  reader: PdfReader,
  { stream, bounds }: ExistingAppearance,
  formResources: PdfDict | null,
): PdfStream {
  const missing: [string, PdfValue][] = [];
  if (!isName(reader.resolve(stream.dict.get('Subtype')), 'Form')) missing.push(['Subtype', name('Form')]);
  if (!readRectangle(reader, stream.dict.get('BBox')))
    missing.push(['BBox', [bounds.left, bounds.bottom, bounds.right, bounds.top]]);
  if (formResources && !reader.dictAt(stream.dict, 'Resources')) missing.push(['Resources', formResources]);
  if (missing.length === 0) return stream;
  return new PdfStream(new PdfDict([...stream.dict, ...missing]), stream.data);
}

function drawsSomething(reader: PdfReader, stream: PdfStream): boolean {
  const content = decodedIfSound(reader, stream);
  if (!content) return true;
  let ink = false;
  walkOperators(content, {
    operator(keyword) {
      if (INK.has(keyword)) ink = true;
    },
  });
  return ink;
}

const MOST_NESTED_FORMS = 3;

/** Whether a look names a picture among its resources, or a form within it does. */
export function holdsPicture(reader: PdfReader, { dict }: PdfStream, depth = 0): boolean {
  const resources = reader.dictAt(dict, 'Resources');
  const named = [...((resources && reader.dictAt(resources, 'XObject'))?.values() ?? [])];
  return named.some((item) => {
    const drawing = reader.resolve(item);
    if (!(drawing instanceof PdfStream)) return false;
    if (isName(reader.resolve(drawing.dict.get('Subtype')), 'Image')) return true;
    return depth < MOST_NESTED_FORMS && holdsPicture(reader, drawing, depth + 1);
  });
}

/** Null for what cannot be unpacked: whether other readers see something of it is not ours to guess. */
function decodedIfSound(reader: PdfReader, stream: PdfStream): Uint8Array | null {
  try {
    return decodeStream(stream, reader.resolve, MAX_APPEARANCE_BYTES);
  } catch (error) {
    if (error instanceof SigningError && error.code === 'pdf-damaged') return null;
    throw error;
  }
}

const sizeOf = (box: Rectangle | null): Rectangle =>
  box
    ? { left: 0, bottom: 0, right: box.right - box.left, top: box.top - box.bottom }
    : { left: 0, bottom: 0, right: 0, top: 0 };

function readMatrix(reader: PdfReader, value: PdfValue | undefined): Matrix {
  const array = reader.resolve(value);
  if (!Array.isArray(array)) return IDENTITY;
  const [a, b, c, d, e, f] = array.map((item) => reader.resolve(item));
  const isNumber = (item: unknown): item is number => typeof item === 'number' && Number.isFinite(item);
  if (!isNumber(a) || !isNumber(b) || !isNumber(c) || !isNumber(d) || !isNumber(e) || !isNumber(f))
    return IDENTITY;
  return [a, b, c, d, e, f];
}
