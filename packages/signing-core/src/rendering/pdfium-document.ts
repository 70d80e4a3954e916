import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { findLargePictures } from './large-pictures.js';
import { loadPdfium } from './load-pdfium.js';
import { mediaAreas } from './media-areas.js';
import { drawPage, type Picture } from './page-drawing.js';
import { readCharacters } from './read-characters.js';
import { type ReadSignature, readSignatures } from './read-signatures.js';
import { readFloats, withRoom } from './wasm-memory.js';

/** A 14,400-unit page must not become a picture of gigabytes. */
const MAX_PIXELS = 24_000_000;

/** A document as PDFium reads it: a parser and renderer that shares no code with ours. */
export class PdfiumDocument {
  private constructor(
    private readonly pdfium: WrappedPdfiumModule,
    private readonly bytesAt: number,
    private readonly byteSize: number,
    private readonly handle: number,
  ) {}

  /** Null when PDFium cannot read the file. */
  static async open(bytes: Uint8Array): Promise<PdfiumDocument | null> {
    const pdfium = await loadPdfium();
    const at = pdfium.pdfium.wasmExports.malloc(bytes.length);
    if (at === 0) return null;
    pdfium.pdfium.HEAPU8.set(bytes, at);
    const handle = pdfium.FPDF_LoadMemDocument(at, bytes.length, '');
    if (handle !== 0) return new PdfiumDocument(pdfium, at, bytes.length, handle);
    pdfium.pdfium.wasmExports.free(at);
    return null;
  }

  get pageCount(): number {
    return this.pdfium.FPDF_GetPageCount(this.handle);
  }

  close(): void {
    this.pdfium.FPDF_CloseDocument(this.handle);
    this.pdfium.pdfium.wasmExports.free(this.bytesAt);
  }

  /** The visible page on white, with what annotations and form fields show. Null when there is no such page. */
  render(pageIndex: number, widthPx: number): Picture | null {
    const picture = this.withPage(pageIndex, (page) => this.drawOpened(page, widthPx, null));
    return picture === 'stopped' ? null : picture;
  }

  /**
   * {@link render} that gives up, with `stopped`, once `goOn` says no, and that can leave out the large pictures. `large`
   * identifies them in any case; empty when there are none.
   */
  draw(
    pageIndex: number,
    widthPx: number,
    goOn: () => boolean,
    parts: 'all' | 'all-but-large-pictures' = 'all',
  ): (Picture & { readonly large: string }) | 'stopped' | null {
    return this.withPage(pageIndex, (page) => {
      const large = findLargePictures(this.pdfium, page, parts === 'all');
      const picture = this.drawOpened(page, widthPx, goOn);
      return picture === null || picture === 'stopped' ? picture : { ...picture, large };
    });
  }

  /** Height over width of the visible page; null when there is no such page or it has no area. */
  aspectOf(pageIndex: number): number | null {
    return this.aspectByTable(pageIndex) ?? this.withPage(pageIndex, (page) => this.aspectOfOpened(page));
  }

  /** Where on the page films, sounds and the like are, as fractions of it, origin top left. */
  mediaAreas(pageIndex: number): ReturnType<typeof mediaAreas> {
    return this.withPage(pageIndex, (page) => mediaAreas(this.pdfium, page)) ?? [];
  }

  /** Null when there is no such page. */
  text(pageIndex: number): string | null {
    return this.withText(pageIndex, (textPage) => this.readText(textPage));
  }

  /** The text with the place of each character; null when there is no such page. */
  characters(pageIndex: number): ReturnType<typeof readCharacters> | null {
    return this.withText(pageIndex, (textPage) => readCharacters(this.pdfium, textPage));
  }

  signatures(): ReadSignature[] {
    return readSignatures(this.pdfium, this.handle, this.byteSize);
  }

  private drawOpened(
    page: number,
    widthPx: number,
    goOn: (() => boolean) | null,
  ): Picture | 'stopped' | null {
    const [widthPt, heightPt] = [this.pdfium.FPDF_GetPageWidthF(page), this.pdfium.FPDF_GetPageHeightF(page)];
    if (!(widthPt > 0 && heightPt > 0)) return null;
    return drawPage(this.pdfium, page, pixelSize(widthPt, heightPt, widthPx), goOn);
  }

  private aspectOfOpened(page: number): number | null {
    const aspect = this.pdfium.FPDF_GetPageHeightF(page) / this.pdfium.FPDF_GetPageWidthF(page);
    return Number.isFinite(aspect) && aspect > 0 ? aspect : null;
  }

  /** Without reading what is on the page, which costs many times more. */
  private aspectByTable(pageIndex: number): number | null {
    return withRoom(this.pdfium, 8, (at) => {
      if (!this.pdfium.FPDF_GetPageSizeByIndexF(this.handle, pageIndex, at)) return null;
      const [widthPt = 0, heightPt = 0] = readFloats(this.pdfium, at, 2);
      return widthPt > 0 && heightPt > 0 ? heightPt / widthPt : null;
    });
  }

  private withText<T>(pageIndex: number, work: (textPage: number) => T): T | null {
    return this.withPage(pageIndex, (page) => {
      const textPage = this.pdfium.FPDFText_LoadPage(page);
      try {
        return work(textPage);
      } finally {
        if (textPage !== 0) this.pdfium.FPDFText_ClosePage(textPage);
      }
    });
  }

  private readText(textPage: number): string {
    const count = this.pdfium.FPDFText_CountChars(textPage);
    if (count <= 0) return '';
    return withRoom(this.pdfium, (count + 1) * 2, (at) => {
      this.pdfium.FPDFText_GetText(textPage, 0, count, at);
      return this.pdfium.pdfium.UTF16ToString(at);
    });
  }

  private withPage<T>(pageIndex: number, work: (page: number) => T): T | null {
    const page = this.loadVisiblePage(pageIndex);
    if (page === 0) return null;
    try {
      return work(page);
    } finally {
      this.pdfium.FPDF_ClosePage(page);
    }
  }

  /**
   * A crop box wholly outside the media box shows nothing in PDFium; our geometry then takes the media box, as the
   * sender was told at intake. The document in memory is given that box, so that both show the same page.
   */
  private loadVisiblePage(pageIndex: number): number {
    const page = this.pdfium.FPDF_LoadPage(this.handle, pageIndex);
    if (page === 0 || this.pdfium.FPDF_GetPageWidthF(page) * this.pdfium.FPDF_GetPageHeightF(page) > 0)
      return page;
    withRoom(this.pdfium, 16, (at) => {
      const hasBox = this.pdfium.FPDFPage_GetMediaBox(page, at, at + 4, at + 8, at + 12);
      const [left = 0, bottom = 0, right = 0, top = 0] = readFloats(this.pdfium, at, 4);
      if (hasBox) this.pdfium.FPDFPage_SetCropBox(page, left, bottom, right, top);
    });
    this.pdfium.FPDF_ClosePage(page);
    return this.pdfium.FPDF_LoadPage(this.handle, pageIndex);
  }
}

function pixelSize(
  widthPt: number,
  heightPt: number,
  wantedPx: number,
): { widthPx: number; heightPx: number } {
  const ratio = heightPt / widthPt;
  const widthPx = Math.min(wantedPx, Math.sqrt(MAX_PIXELS / ratio));
  return { widthPx: Math.max(1, Math.floor(widthPx)), heightPx: Math.max(1, Math.round(widthPx * ratio)) };
}
