import { takeIn } from '../intake/inspect-pdf.js';
import type { IntakeAnswers, IntakeTask } from './intake-tasks.js';
import { serveTasks } from './serve-tasks.js';

serveTasks<IntakeTask>(async ({ bytes }): Promise<IntakeAnswers['take-in']> => {
  const { report, frozen } = await takeIn(bytes);
  return { report, changed: frozen === bytes ? null : frozen };
});
