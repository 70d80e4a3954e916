import { sha256 } from './digest.js';
import { AuditError } from './errors.js';

/** Differs from the RFC 6962 prefixes 0x00 (leaf) and 0x01 (node), so a chain hash is never a tree hash. */
const CHAIN_TAG = 0x02;

/** h_0: what the first event of every stream is chained to. */
export const GENESIS_HASH: Uint8Array = new Uint8Array(32);

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
  const number = new Uint8Array(8);
  new DataView(number.buffer).setBigUint64(0, BigInt(seq));
  const name = new TextEncoder().encode(stream);
  return sha256(Uint8Array.of(CHAIN_TAG), previous, name, Uint8Array.of(0x00), number, eventHash);
}
