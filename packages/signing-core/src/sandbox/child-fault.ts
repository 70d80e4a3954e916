export type ChildFaultReason = 'timed-out' | 'busy' | 'over-limits' | 'not-started' | 'task-failed';

/**
 * Why a child gave no answer; `busy` and `not-started` are not the file's fault. `message` is a sentence a person can act
 * on. `code` is what the task threw, when that was an error with a kebab-case code; null otherwise.
 */
export class ChildFault extends Error {
  override readonly name = 'ChildFault';

  constructor(
    readonly reason: ChildFaultReason,
    message: string = SENTENCES[reason],
    readonly code: string | null = null,
  ) {
    super(message);
  }
}

const SENTENCES: Readonly<Record<ChildFaultReason, string>> = {
  'timed-out': 'This PDF takes too long to read. Print it to a new PDF and use that copy.',
  busy: 'This machine is busy with other work right now. Try this file again in a few seconds.',
  'over-limits': 'This PDF is too complex to read. Print it to a new PDF and use that copy.',
  'not-started': 'The PDF reader could not be started.',
  'task-failed': 'This PDF cannot be read. Print it to a new PDF and use that copy.',
};
