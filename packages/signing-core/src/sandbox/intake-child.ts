import { loadFonts } from '../fonts/index.js';
import { takeIn } from '../intake/take-in.js';
import { loadPdfium, PdfiumDocument, renewPdfium } from '../rendering/index.js';
import type { IntakeAnswers, IntakeTask } from './intake-tasks.js';
import { serveTasks } from './serve-tasks.js';

// The one program that decides about uploads, for the server and the command line alike.

const tools = { openPages: PdfiumDocument.open, fonts: loadFonts() };

await loadPdfium();
serveTasks<IntakeTask>(async ({ bytes, limits }): Promise<IntakeAnswers['take-in']> => {
  try {
    const { report, frozen } = await takeIn(bytes, limits, tools);
    return { report, changed: frozen === bytes ? null : frozen };
  } finally {
    renewPdfium();
  }
});
