import type { JournalLine, JournalPosition } from '@sealwright/signing-core/pkcs11';

export {
  JOURNAL_START,
  type JournalEntry,
  type JournalLine,
  type JournalPosition,
  type JournalPurpose,
} from '@sealwright/signing-core/pkcs11';

/** `journal-shorter`: the file ends before the position; lines were cut off, or it is another file. */
export class TokenJournalError extends Error {
  override readonly name = 'TokenJournalError';
  constructor(
    readonly code: 'journal-shorter' | 'journal-unreadable',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/**
 * The record kept beside the token by whatever uses it (token process, command line), outside of the database: each
 * signature stands in it, on disk, before it is handed out. Reading needs memory for one line at a time.
 */
export abstract class TokenJournal {
  /**
   * The lines behind `from`, up to the last whole one; a line that is just being written is left for the next time. A
   * journal that is not there yet has none.
   * @throws TokenJournalError
   */
  abstract read(from: JournalPosition): AsyncIterable<JournalLine>;
}
