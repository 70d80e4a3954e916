import { mkdirSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { followJournal, readJournalEnd } from './journal-end.js';
import type { JournalPosition } from './journal-entry.js';
import { appendLine, type UnlinkedEntry } from './journal-line.js';
import { withJournalLock } from './journal-lock.js';
import { TokenError } from './token-error.js';

interface Waiting {
  readonly entry: UnlinkedEntry;
  readonly resolve: () => void;
  readonly reject: (error: TokenError) => void;
}

interface OpenJournal {
  readonly handle: FileHandle;
  readonly inode: number;
  readonly end: JournalPosition;
}

/**
 * The record beside a token, written before a signature is handed out. Entries that arrive while the disk is busy go to
 * it together: many signatures side by side wait for one fsync, not for one each.
 */
export class JournalWriter {
  private opened: OpenJournal | null = null;
  private queue: Waiting[] = [];
  private flushing: Promise<void> | null = null;

  constructor(private readonly file: string) {}

  /**
   * Resolves when the entry is on disk.
   * @throws TokenError `token-journal-unwritable` or `token-journal-damaged`: the signature MUST NOT be handed out.
   */
  append(entry: UnlinkedEntry): Promise<void> {
    const written = new Promise<void>((resolve, reject) => this.queue.push({ entry, resolve, reject }));
    this.flushing ??= this.flush();
    return written;
  }

  async close(): Promise<void> {
    await this.flushing;
    await this.forget();
  }

  private async flush(): Promise<void> {
    for (let batch = this.queue; batch.length > 0; batch = this.queue) {
      this.queue = [];
      try {
        mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
        await withJournalLock(this.file, () => this.write(batch.map(({ entry }) => entry)));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        await this.forget();
        for (const { reject } of batch) reject(toRefusal(error));
      }
    }
    // In the same breath as the last look at the queue: an entry that comes now begins a flush of its own.
    this.flushing = null;
  }

  private async write(entries: readonly UnlinkedEntry[]): Promise<void> {
    const journal = await this.ready();
    let end = journal.end;
    const lines = entries.map((entry) => {
      const { bytes, position } = appendLine(end, entry);
      end = position;
      return bytes;
    });
    try {
      await journal.handle.appendFile(Buffer.concat(lines));
      await journal.handle.datasync();
    } catch (error) {
      // What was half written belongs to no signature; the next start would cut it off as well.
      await journal.handle.truncate(journal.end.byteOffset).catch(() => undefined);
      throw error;
    }
    this.opened = { ...journal, end };
  }

  private async ready(): Promise<OpenJournal> {
    const { opened } = this;
    if (!opened) {
      this.opened = await openJournal(this.file);
      return this.opened;
    }
    const named = await stat(this.file).catch(() => null);
    // A file that was moved away or replaced would take the next lines along, unseen.
    if (named?.ino !== opened.inode || named.size < opened.end.byteOffset) throw touched();
    if (named.size === opened.end.byteOffset) return opened;
    const end = await followJournal(opened.handle, opened.end, named.size);
    if (end === null) throw touched();
    if (named.size > end.byteOffset) await opened.handle.truncate(end.byteOffset);
    this.opened = { ...opened, end };
    return this.opened;
  }

  private async forget(): Promise<void> {
    const { opened } = this;
    this.opened = null;
    await opened?.handle.close().catch(() => undefined);
  }
}

async function openJournal(file: string): Promise<OpenJournal> {
  const handle = await open(file, 'a+', 0o600);
  try {
    const end = await readJournalEnd(handle);
    const { ino, size } = await handle.stat();
    if (size > end.byteOffset) await handle.truncate(end.byteOffset);
    await handle.sync();
    await syncFolder(dirname(file));
    return { handle, inode: ino, end };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A new file is only there for good when its folder is on disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function touched(): TokenError {
  return new TokenError(
    'token-journal-damaged',
    'The token journal was moved, shortened or written to by somebody else while it was in use; nothing is signed. Put it back, or look into who did it, and only then go on: the next attempt takes the file as it is.',
  );
}

function toRefusal(error: unknown): TokenError {
  if (error instanceof TokenError) return error;
  const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new TokenError(
    'token-journal-unwritable',
    `The token journal cannot be written${reason}, so nothing is signed; make room, or correct TOKEN_JOURNAL_FILE and its rights.`,
  );
}
