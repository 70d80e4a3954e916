import { sha256Of } from '#runtime';
import { AuditError } from './errors.js';

/** Differs from the RFC 6962 prefixes 0x00 (leaf) and 0x01 (node), so a chain hash is never a tree hash. */
const CHAIN_TAG = 0x02;

/** h_0: what the first event of every stream is chained to. */
export const GENESIS_HASH: Uint8Array = new Uint8Array(32);

const encoder = new TextEncoder();
const TWO_TO_32 = 2 ** 32;
const NAME_AT = 33;
const AFTER_NAME = 1 + 8 + 32;

// Millions of links are recomputed in a row: one buffer for all, hashing being synchronous.
let scratch = new Uint8Array(256);
let view = new DataView(scratch.buffer);

/**
 * h_n = SHA-256(0x02 ‖ h_{n−1} ‖ UTF-8(stream) ‖ 0x00 ‖ uint64be(seq) ‖ SHA-256(event bytes)).
 * The stream is part of the hash, so two chains cannot be swapped; the zero byte ends it, since no stream holds one.
 * @param previous 32 bytes, GENESIS_HASH for seq 1
 * @param seq counts from 1
 * @param eventHash SHA-256 of the canonical event bytes, 32 bytes
 * @throws AuditError `event-invalid` when a length or the number is impossible
 */
export function chainHash(
  previous: Uint8Array,
  stream: string,
  seq: number,
  eventHash: Uint8Array,
): Uint8Array {
  if (previous.length !== 32 || eventHash.length !== 32) {
    throw new AuditError('event-invalid', 'A chain hash and an event hash have 32 bytes each.');
  }
  if (!Number.isSafeInteger(seq) || seq < 1) {
    throw new AuditError('event-invalid', 'A sequence number is a whole number from 1.');
  }
  // UTF-8 takes at most three bytes for a UTF-16 code unit.
  reserve(NAME_AT + stream.length * 3 + AFTER_NAME);
  scratch[0] = CHAIN_TAG;
  scratch.set(previous, 1);
  const end = NAME_AT + encoder.encodeInto(stream, scratch.subarray(NAME_AT)).written;
  scratch[end] = 0x00;
  view.setUint32(end + 1, Math.floor(seq / TWO_TO_32));
  view.setUint32(end + 5, seq % TWO_TO_32);
  scratch.set(eventHash, end + 9);
  return sha256Of(scratch.subarray(0, end + AFTER_NAME));
}

function reserve(length: number): void {
  if (scratch.length >= length) return;
  scratch = new Uint8Array(length);
  view = new DataView(scratch.buffer);
}
