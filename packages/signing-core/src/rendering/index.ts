/** PDFium: a parser and renderer that shares no code with ours. For child processes with limits, see ./sandbox. */

export { loadPdfium, renewPdfium } from './load-pdfium.js';
export { PdfiumDocument, type Picture, type ReadSignature } from './pdfium-document.js';
