import { hasTool } from '../external-tool.js';
import { mupdf } from './mupdf-viewer.js';
import { poppler } from './poppler-viewer.js';
import type { Viewer } from './viewer.js';

/** The two programs beside PDFium, where they are installed. Says loudly which is not. */
export function installedViewers(): Viewer[] {
  return [...(hasTool('pdftoppm') ? [poppler] : []), ...(hasTool('mutool') ? [mupdf] : [])];
}
