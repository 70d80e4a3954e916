import { SigningError } from '../errors.js';
import { decodeStream } from '../pdf/decode-stream.js';
import { isName, PdfDict, PdfRef, PdfStream, type PdfValue } from '../pdf/objects.js';
import { contentReferences, decodedContent } from '../pdf/page-content.js';
import type { Page } from '../pdf/page-tree.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import { countUses, type Uses } from './content-uses.js';
import { drawnStream, unknownPacking } from './drawn-stream.js';

/** Drawing operations one page may cost with everything it repeats: far above a dense map, far below a bomb. */
const MAX_OPERATIONS = 20_000_000;
const MAX_FORM_DEPTH = 24;
const MAX_FORM_BYTES = 64 * 1024 * 1024;
/** Letters that one operator shows, about. */
const LETTERS_PER_SHOW = 8;
/** A mask is a picture of its own, as large as the page. */
const MASK_COST = 500;
/** Content that all pages together may have, unpacked: what takes a reader seconds. */
const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024 * 1024;

/**
 * Refuses pages that would exhaust whoever renders them: content that unpacks to hundreds of megabytes, and forms,
 * patterns, masks, drawn letters and looks of annotations that draw each other (a page of 3 kB can ask for 10⁹
 * operations). Throws `pdf-too-complex`, `pdf-external-content`, `pdf-damaged`.
 */
export function findContentProblems(reader: PdfReader, pages: readonly Page[]): void {
  const counter = new CostCounter(reader);
  for (const page of pages) {
    if (counter.ofPage(page) > MAX_OPERATIONS) throw tooComplex();
  }
}

class CostCounter {
  /** By object number. */
  private readonly costs = new Map<number, number>();
  /** Object numbers of the streams that are being counted, each drawn by the one before. */
  private readonly counting: number[] = [];
  private documentBytes = 0;

  constructor(private readonly reader: PdfReader) {}

  ofPage(page: Page): number {
    for (const reference of contentReferences(this.reader, page)) drawnStream(this.reader, reference);
    const content = decodedContent(this.reader, page);
    if (!content) throw unknownPacking();
    let cost = this.ofContent(content, page.resources, 0);
    for (const item of this.reader.arrayAt(page.dict, 'Annots') ?? []) {
      const annotation = this.reader.resolve(item);
      if (annotation instanceof PdfDict) cost += this.ofAnnotation(annotation, page.resources);
    }
    return cost;
  }

  private ofAnnotation(annotation: PdfDict, resources: PdfDict): number {
    const normal = this.reader.dictAt(annotation, 'AP')?.get('N') ?? null;
    const states = this.reader.resolve(normal);
    // Of a tick box, whichever state costs most.
    if (states instanceof PdfDict)
      return Math.max(0, ...[...states.values()].map((state) => this.ofDrawing(state, resources, 1)));
    return this.ofDrawing(normal, resources, 1);
  }

  private ofContent(content: Uint8Array, resources: PdfDict, depth: number): number {
    if (depth > MAX_FORM_DEPTH) throw tooComplex();
    this.documentBytes += content.length;
    if (this.documentBytes > MAX_DOCUMENT_BYTES) throw tooComplex();
    const uses = countUses(content);
    return uses.operators + this.ofUses(uses, resources, depth + 1);
  }

  private ofUses(uses: Uses, resources: PdfDict, depth: number): number {
    const { reader } = this;
    const listed = (kind: string, key: string): PdfValue => reader.dictAt(resources, kind)?.get(key) ?? null;
    let cost = 0;
    for (const [key, count] of uses.objects) {
      const drawing = listed('XObject', key);
      // Every reader stops where a form draws itself; only one that does so twice multiplies before.
      const isSelf =
        count === 1 && drawing instanceof PdfRef && drawing.objectNumber === this.counting.at(-1);
      if (!isSelf) cost += count * this.ofDrawing(drawing, resources, depth);
    }
    for (const [key, count] of uses.patterns)
      cost += count * this.ofDrawing(listed('Pattern', key), resources, depth);
    for (const [key, count] of uses.states) {
      const state = reader.resolve(listed('ExtGState', key));
      const mask = state instanceof PdfDict ? reader.dictAt(state, 'SMask') : null;
      if (mask) cost += count * (MASK_COST + this.ofDrawing(mask.get('G') ?? null, resources, depth));
    }
    for (const [key, count] of uses.fonts)
      cost += count * LETTERS_PER_SHOW * this.ofLetter(listed('Font', key), depth);
    return cost;
  }

  /** The dearest letter of a font whose letters are drawings; nothing for the others. */
  private ofLetter(font: PdfValue, depth: number): number {
    const entries = this.reader.resolve(font);
    if (!(entries instanceof PdfDict) || !isName(this.reader.resolve(entries.get('Subtype')), 'Type3'))
      return 0;
    const resources = this.reader.dictAt(entries, 'Resources') ?? new PdfDict();
    const letters = [...(this.reader.dictAt(entries, 'CharProcs')?.values() ?? [])];
    return Math.max(0, ...letters.map((letter) => this.ofStream(letter, resources, depth)));
  }

  private ofDrawing(value: PdfValue, inherited: PdfDict, depth: number): number {
    const drawing = this.reader.resolve(value);
    if (!(drawing instanceof PdfStream)) return 0;
    const isForm = isName(this.reader.resolve(drawing.dict.get('Subtype')), 'Form');
    if (!isForm && !drawing.dict.has('PatternType')) {
      if (value instanceof PdfRef) drawnStream(this.reader, value);
      return 1;
    }
    const own = this.reader.dictAt(drawing.dict, 'Resources');
    return this.ofStream(value, own ?? inherited, depth);
  }

  private ofStream(value: PdfValue, resources: PdfDict, depth: number): number {
    if (!(value instanceof PdfRef)) return 0;
    const known = this.costs.get(value.objectNumber);
    if (known !== undefined) return known;
    // Standing in while it is counted: what draws itself by way of others, or twice, is beyond any limit.
    this.costs.set(value.objectNumber, Number.POSITIVE_INFINITY);
    const stream = drawnStream(this.reader, value);
    const content = stream && decodeStream(stream, this.reader.resolve, MAX_FORM_BYTES);
    if (stream && !content) throw unknownPacking();
    this.counting.push(value.objectNumber);
    const cost = 1 + (content ? this.ofContent(content, resources, depth) : 0);
    this.counting.pop();
    this.costs.set(value.objectNumber, cost);
    return cost;
  }
}

function tooComplex(): SigningError {
  return new SigningError(
    'pdf-too-complex',
    'A page of this PDF takes far more drawing than a document needs. Print it to a new PDF and use that.',
  );
}
