import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { loadPdfium } from './load-pdfium.js';

const RENDER_ANNOTATIONS = 0x01;
const RENDER_AS_RGBA = 0x10;
const WHITE = 0xffffffff;
const BYTES_PER_PIXEL = 4;
/** A 14,400-unit page must not become a picture of gigabytes. */
const MAX_PIXELS = 24_000_000;

export interface Picture {
  readonly rgba: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A signature dictionary as PDFium reads it. */
export interface ReadSignature {
  readonly byteRange: readonly number[];
  /** Every byte but the Contents string is covered, up to the end of the file. */
  readonly coversWholeFile: boolean;
  readonly subFilter: string;
  readonly contentsByteLength: number;
}

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
    return this.withPage(pageIndex, (page) => {
      const [widthPt, heightPt] = [
        this.pdfium.FPDF_GetPageWidthF(page),
        this.pdfium.FPDF_GetPageHeightF(page),
      ];
      if (!(widthPt > 0 && heightPt > 0)) return null;
      const size = pixelSize(widthPt, heightPt, widthPx);
      return this.draw(page, size.widthPx, size.heightPx);
    });
  }

  /** Height over width of the visible page; null when there is no such page or it has no area. */
  aspectOf(pageIndex: number): number | null {
    return this.withPage(pageIndex, (page) => {
      const aspect = this.pdfium.FPDF_GetPageHeightF(page) / this.pdfium.FPDF_GetPageWidthF(page);
      return Number.isFinite(aspect) && aspect > 0 ? aspect : null;
    });
  }

  /** Null when there is no such page. */
  text(pageIndex: number): string | null {
    return this.withPage(pageIndex, (page) => {
      const textPage = this.pdfium.FPDFText_LoadPage(page);
      if (textPage === 0) return '';
      try {
        return this.readText(textPage);
      } finally {
        this.pdfium.FPDFText_ClosePage(textPage);
      }
    });
  }

  signatures(): ReadSignature[] {
    const count = Math.max(0, this.pdfium.FPDF_GetSignatureCount(this.handle));
    return Array.from({ length: count }, (_unused, index) => {
      const signature = this.pdfium.FPDF_GetSignatureObject(this.handle, index);
      const range = this.readBuffer(4, (at, length) =>
        this.pdfium.FPDFSignatureObj_GetByteRange(signature, at, length),
      );
      const byteRange = [...new Int32Array(range.buffer, range.byteOffset, range.byteLength / 4)];
      const contents = this.readBuffer(1, (at, length) =>
        this.pdfium.FPDFSignatureObj_GetContents(signature, at, length),
      );
      const subFilter = this.readBuffer(1, (at, length) =>
        this.pdfium.FPDFSignatureObj_GetSubFilter(signature, at, length),
      );
      return {
        byteRange,
        coversWholeFile: coversWholeFile(byteRange, this.byteSize, contents.length),
        subFilter: Buffer.from(subFilter).toString('latin1').replace(/\0+$/, ''),
        contentsByteLength: contents.length,
      };
    });
  }

  private draw(page: number, widthPx: number, heightPx: number): Picture {
    const bitmap = this.pdfium.FPDFBitmap_Create(widthPx, heightPx, 0);
    try {
      this.pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, WHITE);
      const flags = RENDER_ANNOTATIONS | RENDER_AS_RGBA;
      this.pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, widthPx, heightPx, 0, flags);
      const at = this.pdfium.FPDFBitmap_GetBuffer(bitmap);
      const rgba = this.pdfium.pdfium.HEAPU8.slice(at, at + widthPx * heightPx * BYTES_PER_PIXEL);
      return { rgba, widthPx, heightPx };
    } finally {
      this.pdfium.FPDFBitmap_Destroy(bitmap);
    }
  }

  private readText(textPage: number): string {
    const count = this.pdfium.FPDFText_CountChars(textPage);
    if (count <= 0) return '';
    const { malloc, free } = this.pdfium.pdfium.wasmExports;
    const at = malloc((count + 1) * 2);
    try {
      this.pdfium.FPDFText_GetText(textPage, 0, count, at);
      return this.pdfium.pdfium.UTF16ToString(at);
    } finally {
      free(at);
    }
  }

  /** PDFium's way with lists: asked with no room it answers how much is needed. */
  private readBuffer(itemBytes: number, read: (at: number, length: number) => number): Uint8Array {
    const length = read(0, 0);
    if (length <= 0) return new Uint8Array();
    const { malloc, free } = this.pdfium.pdfium.wasmExports;
    const at = malloc(length * itemBytes);
    try {
      read(at, length);
      return this.pdfium.pdfium.HEAPU8.slice(at, at + length * itemBytes);
    } finally {
      free(at);
    }
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
    const { malloc, free } = this.pdfium.pdfium.wasmExports;
    const at = malloc(16);
    const edges = [at, at + 4, at + 8, at + 12] as const;
    const hasBox = this.pdfium.FPDFPage_GetMediaBox(page, ...edges);
    const [left = 0, bottom = 0, right = 0, top = 0] = edges.map((edge) =>
      this.pdfium.pdfium.getValue(edge, 'float'),
    );
    free(at);
    if (hasBox) this.pdfium.FPDFPage_SetCropBox(page, left, bottom, right, top);
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

/** ISO 32000-2 § 12.8.1: all bytes but the Contents string, `<` and `>` included, up to the last one. */
function coversWholeFile(byteRange: readonly number[], byteSize: number, contentsBytes: number): boolean {
  const [start, before = 0, resumeAt = 0, after = 0, ...more] = byteRange;
  if (start !== 0 || more.length > 0 || resumeAt + after !== byteSize) return false;
  return resumeAt - before === contentsBytes * 2 + 2;
}
