import { sha256Of } from '#runtime';
import { sha256 } from '../digest.js';

/** Before the two children of a node. */
export const NODE_PREFIX = 0x01;
/** Before an entry. */
const LEAF_PREFIX = 0x00;

/** MTH({}), RFC 6962 § 2.1: SHA-256 of nothing. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array());

/** SHA-256(0x00 ‖ entry). The prefix keeps an entry that looks like two hashes from passing for a node. */
export function hashLeaf(entry: Uint8Array): Uint8Array<ArrayBuffer> {
  const input = new Uint8Array(entry.length + 1);
  input[0] = LEAF_PREFIX;
  input.set(entry, 1);
  return sha256Of(input);
}

// One buffer for all: hashing is synchronous, nobody sees it between two calls.
const pair = new Uint8Array(65);
pair[0] = NODE_PREFIX;

/** SHA-256(0x01 ‖ left ‖ right), 32 bytes each. */
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  pair.set(left, 1);
  pair.set(right, 33);
  return sha256Of(pair);
}
