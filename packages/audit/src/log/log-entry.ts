import { sha256Of } from '#runtime';
import { GENESIS_HASH } from '../chain.js';
import { LogError } from '../log-error.js';

/** Of the entry's outer form. */
export const LOG_ENTRY_VERSION = 0x01;
export const LOG_ENTRY_BYTES = 65;

/** Apart from RFC 6962 (0x00, 0x01) and from chain hashes (0x02). */
const LINK_TAG = 0x03;
const HEAD_TAG = 0x04;
const LINK_AT = 1;
const HEAD_AT = 33;

const encoder = new TextEncoder();

/**
 * What the public log holds of event n of a stream:
 *
 *     0x01 ‖ SHA-256(0x03 ‖ h(n−1) ‖ UTF-8(stream)) ‖ SHA-256(0x04 ‖ h(n))
 *
 * Two hashes over chain hashes nobody outside has (each goes back to random ids and salted commitments), so the log
 * tells no outsider what happened, to whom, or which entries belong together. Whoever holds the record knows both: and
 * from h(n) alone can find the entry that follows it, or show that none does.
 * @param previous h(n−1), GENESIS_HASH for the first event
 * @param chainHash h(n)
 * @throws LogError `entry-invalid` for a hash of another length
 */
export function logEntry(
  stream: string,
  previous: Uint8Array,
  chainHash: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const entry = new Uint8Array(LOG_ENTRY_BYTES);
  entry[0] = LOG_ENTRY_VERSION;
  entry.set(linkTag(stream, previous), LINK_AT);
  entry.set(headTag(chainHash), HEAD_AT);
  return entry;
}

// Above 64 bytes a fresh array costs as much as a hash: what is only hashed is put together in one place.
const leaf = new Uint8Array(1 + LOG_ENTRY_BYTES);
leaf[1] = LOG_ENTRY_VERSION;

/** Leaf hash of {@link logEntry}, RFC 6962: SHA-256(0x00 ‖ entry). */
export function logLeafHash(stream: string, previous: Uint8Array, chainHash: Uint8Array): Uint8Array {
  leaf.set(linkTag(stream, previous), 1 + LINK_AT);
  leaf.set(headTag(chainHash), 1 + HEAD_AT);
  return sha256Of(leaf);
}

/** The tag the event after `previous` carries in its entry. @throws LogError `entry-invalid` */
export function linkTag(stream: string, previous: Uint8Array = GENESIS_HASH): Uint8Array {
  assertHash(previous);
  reserve(HEAD_AT + stream.length * 3);
  scratch[0] = LINK_TAG;
  scratch.set(previous, LINK_AT);
  const { written } = encoder.encodeInto(stream, scratch.subarray(HEAD_AT));
  return sha256Of(scratch.subarray(0, HEAD_AT + written));
}

/** The tag of an event's own chain hash. @throws LogError `entry-invalid` */
export function headTag(chainHash: Uint8Array): Uint8Array {
  assertHash(chainHash);
  scratch[0] = HEAD_TAG;
  scratch.set(chainHash, LINK_AT);
  return sha256Of(scratch.subarray(0, HEAD_AT));
}

/** Both tags of an entry; null for an entry of another form. */
export function readLogEntry(entry: Uint8Array): { link: Uint8Array; head: Uint8Array } | null {
  if (entry.length !== LOG_ENTRY_BYTES || entry[0] !== LOG_ENTRY_VERSION) return null;
  return { link: entry.subarray(LINK_AT, HEAD_AT), head: entry.subarray(HEAD_AT) };
}

let scratch = new Uint8Array(256);

function reserve(length: number): void {
  if (scratch.length < length) scratch = new Uint8Array(length);
}

function assertHash(hash: Uint8Array): void {
  if (hash.length !== 32) throw new LogError('entry-invalid', 'A chain hash has 32 bytes.');
}
