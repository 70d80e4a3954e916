import type { FinishedPdf } from './stages.js';

export const bytesOf = (pdf: FinishedPdf): Uint8Array => (pdf instanceof Uint8Array ? pdf : pdf.bytes);
