import { AppError } from './app-error.js';
import type { DocumentId, UserId } from './ids.js';
import type { Problem } from './problem.js';

/** How intake judged an upload, and each thing it changed or found that the sender has to know, in plain words. */
export interface IntakeOutcome {
  readonly verdict: 'accept' | 'accept-after-warning';
  readonly reasons: readonly { readonly code: string; readonly sentence: string }[];
  /** What was done without a question, because nothing the file showed is lost. Documents of earlier versions have none. */
  readonly notes?: readonly { readonly code: string; readonly sentence: string }[];
  /** What the upload was before it became a PDF, such as `docx`; earlier versions took PDFs only. */
  readonly sourceFormat?: string;
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

interface FrozenFile {
  readonly id: DocumentId;
  readonly originalSha256Hex: string;
  readonly frozenSha256Hex: string;
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

/** Who read what, as every record of this document says it; null where nothing was confirmed. */
export function confirmedFact(document: Warned & FrozenFile) {
  const { id: documentId, name, originalSha256Hex, frozenSha256Hex, report, warningsConfirmed } = document;
  if (warningsConfirmed === null) return null;
  const { userId, name: by, at } = warningsConfirmed;
  return {
    type: 'document.warnings-confirmed' as const,
    data: {
      ...{ documentId, originalSha256Hex, frozenSha256Hex, userId },
      changes: report.reasons.map(({ code, sentence }) => ({ code, sentence })),
      confirmedAt: at.toISOString(),
    },
    personal: [
      { subject: `document:${documentId}` as const, value: { name } },
      { subject: `user:${userId}` as const, value: { name: by } },
    ],
  };
}
