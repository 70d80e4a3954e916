/** PDFium: a parser and renderer that shares no code with ours. For child processes with limits, see ./sandbox. */

export { loadPdfium, renewPdfium } from './load-pdfium.js';
export type { Picture } from './page-drawing.js';
export { PdfiumDocument } from './pdfium-document.js';
export type { ReadSignature } from './read-signatures.js';
