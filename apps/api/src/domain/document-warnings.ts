import { AppError } from './app-error.js';
import type { UserId } from './ids.js';
import type { Problem } from './problem.js';

/** How intake judged an upload, and each thing it changed or found that the sender has to know, in plain words. */
export interface IntakeOutcome {
  readonly verdict: 'accept' | 'accept-after-warning';
  readonly reasons: readonly { readonly code: string; readonly sentence: string }[];
}

/** A member said: I have read what was changed, and want to send it like this. Never taken back. */
export interface WarningsConfirmed {
  readonly userId: UserId;
  readonly name: string;
  readonly at: Date;
}

interface Warned {
  readonly name: string;
  readonly report: IntakeOutcome;
  readonly warningsConfirmed: WarningsConfirmed | null;
}

/** Whether somebody still has to read what was changed in this document. */
export function awaitsConfirmation({ report, warningsConfirmed }: Omit<Warned, 'name'>): boolean {
  return report.verdict === 'accept-after-warning' && warningsConfirmed === null;
}

/** Nothing goes out before somebody has read what was changed in it. Pointers lead to the document in `documentIds`. */
export function warningProblems(documents: readonly Warned[]): Problem[] {
  return documents.flatMap((document, index) => {
    if (!awaitsConfirmation(document)) return [];
    const sentence = `Read what was changed in “${document.name}” and confirm it.`;
    return [{ code: 'warnings-unconfirmed', sentence, pointer: `/documentIds/${index}` }];
  });
}

/** For what keeps documents beyond one draft. @throws AppError `warnings-unconfirmed`, one error per document */
export function assertWarningsConfirmed(documents: readonly Warned[]): void {
  const problems = warningProblems(documents);
  const [first] = problems;
  if (first === undefined) return;
  const errors = problems.map(({ pointer, sentence, code }) => ({
    pointer: pointer.replace('/documentIds/', '/documents/'),
    detail: sentence,
    code,
  }));
  throw new AppError('warnings-unconfirmed', first.sentence, { errors });
}

/** What goes into the record of the envelope; null where nothing had to be confirmed. */
export function confirmedWarnings({ report, warningsConfirmed }: Omit<Warned, 'name'>) {
  if (warningsConfirmed === null) return null;
  return { codes: report.reasons.map(({ code }) => code), confirmed: warningsConfirmed };
}
