import { loadFonts } from '../../fonts/index.js';
import { rehearseSeal } from '../../intake/rehearsal/rehearse-seal.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { loadPdfium, renewPdfium } from '../../rendering/index.js';
import { serveTasks } from '../../sandbox/serve-tasks.js';
import { findActiveContent } from '../find-active-content.js';
import { pdfium } from '../viewers/pdfium-viewer.js';
import { marksOfEveryKind } from './field-kinds.js';
import { findFreeParts } from './find-free-parts.js';
import type { TrialAnswers, TrialTask } from './trial-tasks.js';

const fonts = loadFonts();

async function seal(frozen: Uint8Array, mostPages: number): Promise<TrialAnswers['seal']> {
  const marks = marksOfEveryKind(new PdfReader(frozen), mostPages);
  const sealed = await rehearseSeal(frozen, marks, fonts);
  return { sealed, marks, active: findActiveContent(sealed) };
}

async function answer(task: TrialTask): Promise<TrialAnswers[TrialTask['kind']]> {
  if (task.kind === 'seal') return await seal(task.frozen, task.mostPages);
  if (task.kind === 'see') return await pdfium.see(task.pdf, task.pageIndexes, task.geometry);
  return await findFreeParts(task.upload);
}

/** Whatever goes wrong is to be told: a task's own errors come with a code only. */
class TrialFault extends Error {
  readonly code = 'trial-failed';
}

await loadPdfium();
serveTasks<TrialTask>(async (task) => {
  try {
    return await answer(task);
  } catch (error) {
    throw new TrialFault(error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    renewPdfium();
  }
});
