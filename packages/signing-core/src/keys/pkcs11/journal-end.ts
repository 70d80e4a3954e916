import type { FileHandle } from 'node:fs/promises';
import { JOURNAL_START, type JournalPosition } from './journal-entry.js';
import { lineSha256Hex, MAX_JOURNAL_LINE_BYTES, parseEntry, readJournalLine } from './journal-line.js';
import { TokenError } from './token-error.js';

/** The last lines of a batch that was being written when the power went may be torn or full of zeros. */
const tailByteLength = 1024 * 1024;
const lineFeed = 0x0a;

/**
 * Where the journal goes on: behind its last whole line. Anything behind that was never followed by an fsync, so its
 * signature was never handed out, and it may be cut off.
 *
 * @throws TokenError `token-journal-damaged` when the last whole line is no entry: that is not what a crash leaves.
 */
export async function readJournalEnd(handle: FileHandle): Promise<JournalPosition> {
  const { size } = await handle.stat();
  if (size === 0) return JOURNAL_START;
  const tail = await readRange(handle, Math.max(0, size - tailByteLength), size);
  const tailStart = size - tail.length;
  const end = tail.lastIndexOf(lineFeed);
  if (end < 0) {
    if (tailStart === 0) return JOURNAL_START;
    throw damaged();
  }
  const start = end === 0 ? 0 : tail.lastIndexOf(lineFeed, end - 1) + 1;
  const line = tail.subarray(start, end);
  const entry = line.length <= MAX_JOURNAL_LINE_BYTES ? parseEntry(line) : null;
  if (entry === null) throw damaged();
  return { byteOffset: tailStart + end + 1, n: entry.n, lineSha256Hex: lineSha256Hex(line) };
}

/**
 * The end after what another sealer wrote since; a torn line at the very end is left out, as its writer was killed.
 *
 * @returns null when what was written does not follow: it is not a sealer's
 */
export async function followJournal(
  handle: FileHandle,
  from: JournalPosition,
  size: number,
): Promise<JournalPosition | null> {
  const added = await readRange(handle, from.byteOffset, size);
  let last = from;
  let start = 0;
  for (let at = added.indexOf(lineFeed); at >= 0; at = added.indexOf(lineFeed, start)) {
    const { fault, position } = readJournalLine(last, added.subarray(start, at));
    if (fault !== null) return null;
    last = position;
    start = at + 1;
  }
  return last;
}

async function readRange(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(to - from);
  let read = 0;
  while (read < buffer.length) {
    const { bytesRead } = await handle.read(buffer, read, buffer.length - read, from + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return buffer.subarray(0, read);
}

function damaged(): TokenError {
  return new TokenError(
    'token-journal-damaged',
    'The token journal does not end with an entry; somebody wrote into it. Keep the file, find out who, and name a new one in TOKEN_JOURNAL_FILE.',
  );
}
