import { join } from 'node:path';
import {
  type JournalPurpose,
  JournalWriter,
  type MadeSignature,
  type OpenTokenOptions,
  toJournalEntry,
} from '@sealwright/signing-core/pkcs11';

/** Where the platform of these surroundings keeps its token journal; null where they name no platform. */
export function journalFileOf(environment: NodeJS.ProcessEnv): string | null {
  const { TOKEN_JOURNAL_FILE, STORAGE_DIR } = environment;
  if (TOKEN_JOURNAL_FILE) return TOKEN_JOURNAL_FILE;
  return STORAGE_DIR ? join(STORAGE_DIR, 'token-journal.jsonl') : null;
}

/** The journal beside the development token, which lies in a data folder. */
export function developmentJournalFile(dataDir: string, environment: NodeJS.ProcessEnv): string {
  return environment.TOKEN_JOURNAL_FILE || join(dataDir, 'token-journal.jsonl');
}

/**
 * Has every signature a command makes written into the journal before the command gets it, as the sealer does: else the
 * seal ledger could not account for the use of the key. For `openToken` and `openSealSigner`.
 *
 * @param command stands in the line, e.g. `doctor`
 */
export function keepJournal(file: string | null, command: string): Pick<OpenTokenOptions, 'onSignature'> {
  if (file === null) return {};
  return {
    onSignature: async ({ use, ...made }) => {
      const journal = new JournalWriter(file);
      try {
        await journal.append(toJournalEntry(made, { kind: purposes[use], id: command }, new Date()));
      } finally {
        await journal.close();
      }
    },
  };
}

/** Checkpoints are the sealer's: a note that a command had signed is none of the log's. */
const purposes: Readonly<Record<MadeSignature['use'], JournalPurpose['kind']>> = {
  'self-test': 'self-test',
  request: 'certificate-request',
  seal: 'file',
  note: 'file',
};
