import { LogError } from '../log-error.js';
import type { MerkleProof } from '../merkle/prove.js';
import { fromBase64, toBase64 } from '../runtime/bytes.js';

/** A file that shows, offline, that an entry is in the log (C2SP tlog-proof v1, `.tlog-proof`). */
export type TlogProof = {
  /** From 0. */
  readonly index: number;
  /** Leaf's sibling first. */
  readonly proof: MerkleProof;
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
  /** Not covered by anything: never to be trusted. */
  readonly extra: Uint8Array | null;
};

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
const MAX_PROOF_HASHES = 63;
const MAX_FILE_BYTES = 2_000_000;

/** @throws LogError `proof-unreadable` when it could not be read back */
export function formatTlogProof({ index, proof, checkpoint, extra }: TlogProof): string {
  const head = [FIRST_LINE, ...(extra === null ? [] : [`extra ${toBase64(extra)}`]), `index ${index}`];
  const text = `${[...head, ...proof.map(toBase64)].join('\n')}\n\n${checkpoint}`;
  parseTlogProof(text);
  return text;
}

/** Reads by form only; whether it proves something is for `verifyTlogProof`. @throws LogError `proof-unreadable` */
export function parseTlogProof(file: Uint8Array | string): TlogProof {
  const text = typeof file === 'string' ? file : decode(file);
  if (text.length > MAX_FILE_BYTES) throw unreadable('is larger than any proof');
  const split = text.indexOf('\n\n');
  const lines = text.slice(0, Math.max(split, 0)).split('\n');
  if (split < 0 || lines.shift() !== FIRST_LINE) throw unreadable(`does not begin with ${FIRST_LINE}`);
  const extra = lines[0]?.startsWith('extra ') === true ? readBase64(lines.shift()?.slice(6)) : null;
  const index = readIndex(lines.shift());
  if (lines.length > MAX_PROOF_HASHES) throw unreadable(`has more than ${MAX_PROOF_HASHES} hashes`);
  const proof = lines.map(readBase64);
  if (proof.some((hash) => hash.length !== 32)) throw unreadable('holds a hash that has not 32 bytes');
  return { index, proof, checkpoint: text.slice(split + 2), extra };
}

function readIndex(line: string | undefined): number {
  const digits = /^index (0|[1-9][0-9]*)$/.exec(line ?? '')?.[1];
  const index = Number(digits);
  if (digits === undefined || !Number.isSafeInteger(index))
    throw unreadable('does not say which entry it is about');
  return index;
}

function readBase64(text: string | undefined): Uint8Array {
  const bytes = fromBase64(text ?? '');
  if (bytes === null) throw unreadable('holds a line that is not Base64');
  return bytes;
}

function decode(bytes: Uint8Array): string {
  if (bytes.length > MAX_FILE_BYTES) throw unreadable('is larger than any proof');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new LogError('proof-unreadable', 'This proof is not UTF-8 text.', { cause });
  }
}

function unreadable(problem: string): LogError {
  return new LogError('proof-unreadable', `This proof ${problem}.`);
}
