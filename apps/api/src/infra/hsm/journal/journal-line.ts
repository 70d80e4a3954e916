import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { JournalEntry, JournalLine, JournalPosition } from '../../../ports/token-journal.js';

/** Longer than any entry: a file of one endless line must not fill the memory. */
export const MAX_LINE_BYTES = 4_096;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const entrySchema = z.strictObject({
  n: z.int().min(1),
  atIso: z.iso.datetime(),
  keyFingerprintSha256Hex: hash,
  algorithm: z.string().min(1).max(64),
  digestHex: z.string().regex(/^([0-9a-f]{2}){32,64}$/),
  purpose: z.strictObject({
    kind: z.enum(['document', 'certificate', 'checkpoint', 'self-test']),
    id: z.string().min(1).max(200),
  }),
  signatureSha256Hex: hash,
  previousSha256Hex: hash,
});

export type UnlinkedEntry = Omit<JournalEntry, 'n' | 'previousSha256Hex'>;

/** The line that follows `last`, with its line feed, and the position behind it. */
export function appendLine(
  last: JournalPosition,
  entry: UnlinkedEntry,
): { readonly bytes: Buffer; readonly position: JournalPosition } {
  const { atIso, keyFingerprintSha256Hex, algorithm, digestHex, purpose, signatureSha256Hex } = entry;
  const whole: JournalEntry = {
    n: last.n + 1,
    ...{ atIso, keyFingerprintSha256Hex, algorithm, digestHex },
    purpose: { kind: purpose.kind, id: purpose.id },
    signatureSha256Hex,
    previousSha256Hex: last.lineSha256Hex,
  };
  const bytes = Buffer.from(`${JSON.stringify(whole)}\n`);
  return { bytes, position: behind(last, bytes.subarray(0, -1), whole.n) };
}

/** Judges one line (without its line feed) against the one before. */
export function readLine(last: JournalPosition, line: Uint8Array): JournalLine {
  const entry = parseEntry(line);
  const position = behind(last, line, entry?.n ?? last.n + 1);
  if (entry === null) return { entry, position, fault: 'unreadable-line' };
  const follows = entry.n === last.n + 1 && entry.previousSha256Hex === last.lineSha256Hex;
  return { entry, position, fault: follows ? null : 'broken-chain' };
}

export function parseEntry(line: Uint8Array): JournalEntry | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(line);
    return entrySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function lineSha256Hex(line: Uint8Array): string {
  return createHash('sha256').update(line).digest('hex');
}

function behind(last: JournalPosition, line: Uint8Array, n: number): JournalPosition {
  return { byteOffset: last.byteOffset + line.length + 1, n, lineSha256Hex: lineSha256Hex(line) };
}
