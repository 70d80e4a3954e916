import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

const RENDER_ANNOTATIONS = 0x01;
const RENDER_AS_RGBA = 0x10;
const FLAGS = RENDER_ANNOTATIONS | RENDER_AS_RGBA;
const WHITE = 0xffffffff;
const BYTES_PER_PIXEL = 4;
const TO_BE_CONTINUED = 1;

export interface Picture {
  readonly rgba: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

type Size = Omit<Picture, 'rgba'>;

/**
 * Draws an open page on white, with what annotations and form fields show.
 *
 * @param goOn asked time and again while the page is drawn; once it says no, the answer is `stopped`. Without it the page
 *   is drawn to the end, however long that takes.
 */
export function drawPage(
  pdfium: WrappedPdfiumModule,
  page: number,
  { widthPx, heightPx }: Size,
  goOn: (() => boolean) | null,
): Picture | 'stopped' {
  const bitmap = pdfium.FPDFBitmap_Create(widthPx, heightPx, 0);
  try {
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, WHITE);
    if (!goOn) pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, widthPx, heightPx, 0, FLAGS);
    else if (!drawUntil(pdfium, page, bitmap, { widthPx, heightPx }, goOn)) return 'stopped';
    const at = pdfium.FPDFBitmap_GetBuffer(bitmap);
    const rgba = pdfium.pdfium.HEAPU8.slice(at, at + widthPx * heightPx * BYTES_PER_PIXEL);
    return { rgba, widthPx, heightPx };
  } finally {
    pdfium.FPDFBitmap_Destroy(bitmap);
  }
}

/** PDFium's progressive drawing (fpdf_progressive.h): it asks a function of ours between objects and parts of pictures. */
function drawUntil(
  pdfium: WrappedPdfiumModule,
  page: number,
  bitmap: number,
  { widthPx, heightPx }: Size,
  goOn: () => boolean,
): boolean {
  const { addFunction, removeFunction, setValue, wasmExports } = pdfium.pdfium;
  const needToPause = addFunction(() => (goOn() ? 0 : 1), 'ii');
  const pause = wasmExports.malloc(12);
  for (const [index, value] of [1, needToPause, 0].entries()) setValue(pause + index * 4, value, 'i32');
  try {
    const status = pdfium.FPDF_RenderPageBitmap_Start(
      ...([bitmap, page, 0, 0, widthPx, heightPx, 0, FLAGS, pause] as const),
    );
    return status !== TO_BE_CONTINUED;
  } finally {
    pdfium.FPDF_RenderPage_Close(page);
    wasmExports.free(pause);
    removeFunction(needToPause);
  }
}
