import { describe, expect, it } from 'vitest';
import { RandomIds, uuidV7 } from './random-ids.js';

describe('RandomIds', () => {
  it('makes the example of RFC 9562, appendix A.6', () => {
    const random = Buffer.from('0cc398c4dc0c0c07398f', 'hex');
    expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('sorts by time', () => {
    const random = Buffer.alloc(10, 255);
    const made = [1, 2, 255, 256, 2 ** 40, 2 ** 47].map((atMs) => uuidV7(atMs, random));
    expect(made.toSorted()).toEqual(made);
  });

  it('gives 256-bit tokens that are never the same', () => {
    const ids = new RandomIds();
    const tokens = Array.from({ length: 1_000 }, () => ids.token());
    expect(new Set(tokens).size).toBe(1_000);
    expect(tokens.every((token) => /^[\w-]{43}$/.test(token))).toBe(true);
    expect(ids.salt()).toHaveLength(32);
  });
});
