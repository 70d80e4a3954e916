import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chainHash } from '../chain.js';
import { sha256, toHex } from '../digest.js';
import { EventHasher } from './event-hasher.js';
import { logLeafHash } from './log-entry.js';

it('EventHasher gives what chainHash and logLeafHash give, in any order of events', () => {
  const hasher = new EventHasher();
  const name = fc.oneof(
    fc.uuid().map((id) => `envelope:${id}`),
    fc.string({ unit: 'grapheme', maxLength: 150 }),
  );
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const seq = fc.oneof(
    fc.integer({ min: 1, max: 9 }),
    fc.maxSafeNat().map((n) => Math.max(n, 1)),
  );
  fc.assert(
    fc.property(hash, name, seq, fc.uint8Array({ maxLength: 700 }), (previous, stream, number, bytes) => {
      hasher.weigh(previous, stream, number, bytes);
      const expected = chainHash(previous, stream, number, sha256(bytes));
      expect(toHex(hasher.hash)).toBe(toHex(expected));
      expect(toHex(hasher.leafHash())).toBe(toHex(logLeafHash(stream, previous, expected)));
    }),
    { numRuns: 500 },
  );
});
