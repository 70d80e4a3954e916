import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { MAX_JOURNAL_LINE_BYTES, readJournalLine } from '@sealwright/signing-core/pkcs11';
import {
  type JournalLine,
  type JournalPosition,
  TokenJournal,
  TokenJournalError,
} from '../../ports/token-journal.js';

const lineFeed = 0x0a;

/** Reads the file that the token process appends to, beside it or in another process. */
export class FileTokenJournal extends TokenJournal {
  constructor(private readonly file: string) {
    super();
  }

  override async *read(from: JournalPosition): AsyncIterable<JournalLine> {
    const size = await sizeOf(this.file);
    if (size < from.byteOffset) {
      throw new TokenJournalError(
        'journal-shorter',
        `The token journal has ${size} bytes, but ${from.byteOffset} of it were read before: lines were cut off, or it is another file.`,
      );
    }
    if (size === from.byteOffset) return;
    let last = from;
    for await (const line of wholeLines(this.file, from.byteOffset, size)) {
      const read = readJournalLine(last, line);
      yield read;
      last = read.position;
    }
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return 0;
    throw unreadable(cause);
  }
}

/** Up to `end`, so that a journal that grows while it is read does not keep the reader for ever. */
async function* wholeLines(file: string, start: number, end: number): AsyncIterable<Uint8Array> {
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(file, { start, end: end - 1 })) {
      let data: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (let at = data.indexOf(lineFeed); at >= 0; at = data.indexOf(lineFeed)) {
        yield data.subarray(0, at);
        data = data.subarray(at + 1);
      }
      rest = data;
      if (rest.length > MAX_JOURNAL_LINE_BYTES * 16) throw new RangeError('a line without an end');
    }
  } catch (cause) {
    throw unreadable(cause);
  }
}

function unreadable(cause: unknown): TokenJournalError {
  const sentence = 'The token journal cannot be read; check TOKEN_JOURNAL_FILE and its rights.';
  return new TokenJournalError('journal-unreadable', sentence, { cause });
}
