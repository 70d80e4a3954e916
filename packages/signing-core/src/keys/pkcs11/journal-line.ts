import { createHash } from 'node:crypto';
import {
  JOURNAL_PURPOSES,
  type JournalEntry,
  type JournalLine,
  type JournalPosition,
  type JournalPurpose,
} from './journal-entry.js';

/** Longer than any entry: a file of one endless line must not fill the memory. */
export const MAX_JOURNAL_LINE_BYTES = 4_096;

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
export function readJournalLine(last: JournalPosition, line: Uint8Array): JournalLine {
  const entry = parseEntry(line);
  const position = behind(last, line, entry?.n ?? last.n + 1);
  if (entry === null) return { entry, position, fault: 'unreadable-line' };
  const follows = entry.n === last.n + 1 && entry.previousSha256Hex === last.lineSha256Hex;
  return { entry, position, fault: follows ? null : 'broken-chain' };
}

export function parseEntry(line: Uint8Array): JournalEntry | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
    return isEntry(value) ? value : null;
  } catch {
    return null;
  }
}

const hash = /^[0-9a-f]{64}$/;
const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);

const members: Readonly<Record<keyof JournalEntry, (value: unknown) => boolean>> = {
  n: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
  atIso: matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
  keyFingerprintSha256Hex: matches(hash),
  algorithm: matches(/^.{1,64}$/),
  digestHex: matches(/^([0-9a-f]{2}){32,64}$/),
  purpose: isPurpose,
  signatureSha256Hex: matches(hash),
  previousSha256Hex: matches(hash),
};

/** Every member and no other: a line may hold nothing that nobody looks at. */
function isEntry(value: unknown): value is JournalEntry {
  return hasMembers(value, members);
}

function isPurpose(value: unknown): value is JournalPurpose {
  return hasMembers(value, {
    kind: (kind) => JOURNAL_PURPOSES.some((one) => one === kind),
    id: matches(/^.{1,200}$/s),
  });
}

function hasMembers(value: unknown, wanted: Readonly<Record<string, (value: unknown) => boolean>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const found = new Map<string, unknown>(Object.entries(value));
  if (found.size !== Object.keys(wanted).length) return false;
  return Object.entries(wanted).every(([name, fits]) => found.has(name) && fits(found.get(name)));
}

export function lineSha256Hex(line: Uint8Array): string {
  return createHash('sha256').update(line).digest('hex');
}

function behind(last: JournalPosition, line: Uint8Array, n: number): JournalPosition {
  return { byteOffset: last.byteOffset + line.length + 1, n, lineSha256Hex: lineSha256Hex(line) };
}
