import {
  beginText,
  type Color,
  endText,
  PageSizes,
  type PDFDocument,
  PDFName,
  type PDFPage,
  setFillingColor,
  setFontAndSize,
  setTextMatrix,
  showText,
} from 'pdf-lib';
import type { FaceName, Faces } from './faces.js';
import type { ForeignText } from './foreign-text.js';
import { ink, panel } from './palette.js';
import { StructureTree, type StructureType } from './structure-tree.js';
import type { TypesetLine } from './typesetter.js';
import { wrapText } from './wrap-text.js';

const [PAGE_WIDTH, PAGE_HEIGHT] = PageSizes.A4;
export const LEFT = 60;
export const RIGHT = PAGE_WIDTH - 60;
export const CONTENT_WIDTH = RIGHT - LEFT;
const FIRST_TOP = PAGE_HEIGHT - 62;
const TOP = PAGE_HEIGHT - 84;
const BOTTOM = 74;
/** What fits on a page that is not the first. */
export const PAGE_ROOM = TOP - BOTTOM;

/** Sizes in points. `leading` is the distance from one baseline to the next. */
export type TextStyle = { face: FaceName; size: number; leading: number; color: Color };

export function textStyle(
  face: FaceName,
  size: number,
  color: Color = ink,
  leading = size * 1.42,
): TextStyle {
  return { face, size, leading, color };
}

/** A line ready to be set: drawable text of its face, or one that the typesetter has set. */
export type Line = string | TypesetLine;

/** A place for text: x from the left edge of the page, both in points. */
export type Column = { x: number; width: number };
export const fullColumn: Column = { x: LEFT, width: CONTENT_WIDTH };

export type ParagraphOptions = { column?: Column; type?: StructureType; lang?: string | undefined };

/**
 * Sets text from the top of A4 pages downwards and starts a new page when one is full. `y` is the top of what comes next,
 * measured as PDF does, from the bottom. Everything drawn is tagged in `structure`.
 */
export class PageFlow {
  page: PDFPage;
  y = FIRST_TOP;
  readonly structure = new StructureTree();
  /** Drawn again at the top of each new page, such as the head of a table. */
  onNewPage: (() => void) | null = null;

  constructor(
    private readonly document: PDFDocument,
    readonly faces: Faces,
    readonly foreign: ForeignText | null = null,
  ) {
    this.page = document.addPage(PageSizes.A4);
  }

  /** Makes sure this much fits below, or goes to a new page. More than a page can never be asked for. */
  ensure(heightPt: number): void {
    if (this.y - Math.min(heightPt, PAGE_ROOM - 40) < BOTTOM) this.breakPage();
  }

  /** Whether this much fits below on this page. */
  fits(heightPt: number): boolean {
    return this.y - heightPt >= BOTTOM;
  }

  get isOnFirstPage(): boolean {
    return this.document.getPageCount() === 1;
  }

  gap(heightPt: number): void {
    this.y -= heightPt;
  }

  lines(text: string, style: TextStyle, widthPt: number): readonly Line[] {
    const face = this.faces[style.face];
    if (text === '') return [];
    if (this.foreign && !face.covers(text)) return this.foreign.wrap(text, style.face, style.size, widthPt);
    return wrapText(face, face.drawable(text), style.size, widthPt);
  }

  /** Sets a paragraph, an element of its own; it may run over to the next page. */
  paragraph(
    text: string,
    style: TextStyle,
    { column = fullColumn, type = 'P', lang }: ParagraphOptions = {},
  ): void {
    this.structure.within(type, lang === undefined ? {} : { lang }, () => {
      this.setLines(this.lines(text, style, column.width), style, column.x);
    });
  }

  /** Sets lines into the element that is open. */
  setLines(lines: readonly Line[], style: TextStyle, x: number): void {
    for (let at = 0; at < lines.length; ) {
      this.ensure(style.leading);
      const fitting = Math.max(1, Math.floor((this.y - BOTTOM) / style.leading + 1e-6));
      const chunk = lines.slice(at, at + fitting);
      at += chunk.length;
      this.structure.content(this.page, () => {
        for (const line of chunk) {
          // A space at the end of each line: read aloud or copied, its last word stays apart from the next one.
          this.lineAt(typeof line === 'string' ? `${line} ` : line, style, x);
          this.y -= style.leading;
        }
      });
    }
  }

  /** Sets one line in the row that begins at `y`, without moving on; inside content or an artifact. */
  lineAt(line: Line, style: TextStyle, x: number): void {
    this.setOn(this.page, line, style, { x, y: this.y - style.leading / 2 - style.size * 0.34 });
  }

  /** @param baseline where it begins at the left */
  setOn(page: PDFPage, line: Line, style: TextStyle, baseline: { x: number; y: number }): void {
    const { size, color, face } = style;
    if (typeof line !== 'string') {
      this.foreign?.draw(page, line, { ...baseline, color });
      return;
    }
    const { font } = this.faces[face];
    // One name for each face: the library's own would add another one with each change of face.
    const name = PDFName.of(`Face-${face}`);
    page.node.setFontDictionary(name, font.ref);
    page.pushOperators(
      beginText(),
      setFillingColor(color),
      setFontAndSize(name, size),
      setTextMatrix(1, 0, 0, 1, rounded(baseline.x), rounded(baseline.y)),
      showText(this.faces[face].encode(line)),
      endText(),
    );
  }

  widthOf(line: Line, style: TextStyle): number {
    return typeof line === 'string' ? this.faces[style.face].widthOf(line, style.size) : line.widthPt;
  }

  /** Draws on the page of the moment what is no part of the text. */
  decorate(draw: (page: PDFPage) => void): void {
    this.structure.artifact(this.page, 'Layout', () => draw(this.page));
  }

  rule(color: Color, thickness = 0.6, { x, width }: Column = fullColumn): void {
    const { y } = this;
    this.decorate((page) => page.drawLine({ start: { x, y }, end: { x: x + width, y }, thickness, color }));
  }

  /** A tinted area from `y` downwards, without moving on. */
  tint(heightPt: number, { x, width }: Column = fullColumn): void {
    const y = this.y - heightPt;
    this.decorate((page) => page.drawRectangle({ x, y, width, height: heightPt, color: panel }));
  }

  breakPage(): void {
    this.page = this.document.addPage(PageSizes.A4);
    this.y = TOP;
    this.onNewPage?.();
  }
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
