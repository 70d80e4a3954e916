import { type Color, PageSizes, type PDFDocument, type PDFPage } from 'pdf-lib';
import type { FaceName, Faces } from './faces.js';
import type { ForeignText } from './foreign-text.js';
import { ink, panel } from './palette.js';
import type { TypesetLine } from './typesetter.js';
import { wrapText } from './wrap-text.js';

const [PAGE_WIDTH, PAGE_HEIGHT] = PageSizes.A4;
export const LEFT = 60;
export const RIGHT = PAGE_WIDTH - 60;
export const CONTENT_WIDTH = RIGHT - LEFT;
const FIRST_TOP = PAGE_HEIGHT - 62;
const TOP = PAGE_HEIGHT - 84;
const BOTTOM = 74;

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

/**
 * Sets text from the top of A4 pages downwards and starts a new page when one is full. `y` is the top of what comes next,
 * measured as PDF does, from the bottom.
 */
export class PageFlow {
  page: PDFPage;
  y = FIRST_TOP;
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
    if (this.y - Math.min(heightPt, TOP - BOTTOM - 40) < BOTTOM) this.breakPage();
  }

  gap(heightPt: number): void {
    this.y -= heightPt;
  }

  lines(text: string, style: TextStyle, widthPt: number): readonly Line[] {
    const face = this.faces[style.face];
    if (this.foreign && !face.covers(text)) return this.foreign.wrap(text, style.face, style.size, widthPt);
    return wrapText(face, face.drawable(text), style.size, widthPt);
  }

  /** Sets a paragraph; it may run over to the next page. */
  paragraph(text: string, style: TextStyle, column: Column = { x: LEFT, width: CONTENT_WIDTH }): void {
    for (const line of this.lines(text, style, column.width)) {
      this.ensure(style.leading);
      this.lineAt(line, style, column.x);
      this.y -= style.leading;
    }
  }

  /** Sets one line in the row that begins at `y`, without moving on. */
  lineAt(line: Line, style: TextStyle, x: number): void {
    this.setOn(this.page, line, style, { x, y: this.y - style.leading / 2 - style.size * 0.34 });
  }

  /** @param baseline where it begins at the left */
  setOn(page: PDFPage, line: Line, style: TextStyle, baseline: { x: number; y: number }): void {
    const { size, color } = style;
    if (typeof line !== 'string') this.foreign?.draw(page, line, { ...baseline, color });
    else page.drawText(line, { ...baseline, size, font: this.faces[style.face].font, color });
  }

  widthOf(line: Line, style: TextStyle): number {
    return typeof line === 'string' ? this.faces[style.face].widthOf(line, style.size) : line.widthPt;
  }

  rule(color: Color, thickness = 0.6, { x, width }: Column = { x: LEFT, width: CONTENT_WIDTH }): void {
    this.page.drawLine({ start: { x, y: this.y }, end: { x: x + width, y: this.y }, thickness, color });
  }

  /** A tinted area from `y` downwards, without moving on. */
  tint(heightPt: number, { x, width }: Column = { x: LEFT, width: CONTENT_WIDTH }): void {
    this.page.drawRectangle({ x, y: this.y - heightPt, width, height: heightPt, color: panel });
  }

  private breakPage(): void {
    this.page = this.document.addPage(PageSizes.A4);
    this.y = TOP;
    this.onNewPage?.();
  }
}
