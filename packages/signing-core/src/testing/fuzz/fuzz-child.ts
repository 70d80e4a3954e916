import { loadFonts } from '../../fonts/index.js';
import { loadPdfium, PdfiumDocument, renewPdfium } from '../../rendering/index.js';
import { serveTasks } from '../../sandbox/serve-tasks.js';
import type { FuzzAnswers, FuzzTask } from './fuzz-tasks.js';
import { judgeAnswer } from './judge-answer.js';

const fonts = loadFonts();
const clock = { nowMs: () => Date.now(), cpuMs: () => process.cpuUsage().user / 1000 };
const MOST_MS = 8_000;
const startTools = () => ({
  ...{ openPages: PdfiumDocument.open, fonts, clock },
  endsAtMs: clock.nowMs() + MOST_MS,
});

await loadPdfium();
serveTasks<FuzzTask>(async ({ bytes }): Promise<FuzzAnswers['judge']> => {
  try {
    return await judgeAnswer(bytes, startTools);
  } finally {
    renewPdfium();
  }
});
