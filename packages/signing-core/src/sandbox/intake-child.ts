import { loadFonts } from '../fonts/index.js';
import { LookBudget } from '../intake/looking/look-budget.js';
import { findRehearsalFailure } from '../intake/rehearsal/rehearse.js';
import { takeIn } from '../intake/take-in.js';
import { loadPdfium, PdfiumDocument, renewPdfium } from '../rendering/index.js';
import type { IntakeAnswers, IntakeTask } from './intake-tasks.js';
import { serveTasks } from './serve-tasks.js';

// The one program that decides about uploads, for the server and the command line alike.

const fonts = loadFonts();
const { open: openPages } = PdfiumDocument;
const clock = {
  nowMs: () => Date.now(),
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};
/** To send the answer, and for the last thing begun to end. */
const MS_LEFT_TO_ANSWER = 750;

type TaskOf<Kind extends IntakeTask['kind']> = Extract<IntakeTask, { kind: Kind }>;

async function decide({ bytes, limits, wallMs }: TaskOf<'take-in'>): Promise<IntakeAnswers['take-in']> {
  const tools = { openPages, fonts, clock, endsAtMs: clock.nowMs() + wallMs };
  const { report, frozen } = await takeIn(bytes, limits, tools);
  return { report, changed: frozen === bytes ? null : frozen };
}

async function rehearse({ bytes, marks, wallMs }: TaskOf<'rehearse'>): Promise<IntakeAnswers['rehearse']> {
  const budget = new LookBudget(clock, clock.nowMs() + wallMs - MS_LEFT_TO_ANSWER);
  const failure = await findRehearsalFailure(bytes, marks, { fonts, look: { openPages, budget } });
  return failure && { pageNumber: failure.pageNumber, reason: failure.reason };
}

await loadPdfium();
serveTasks<IntakeTask>(async (task) => {
  try {
    return task.kind === 'take-in' ? await decide(task) : await rehearse(task);
  } finally {
    renewPdfium();
  }
});
