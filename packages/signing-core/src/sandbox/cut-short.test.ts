import { expect, it } from 'vitest';
import { CutShort } from './cut-short.js';

it('adds up what the same bytes have cost', () => {
  const cutShort = new CutShort();
  const [one, other] = [new Uint8Array([1]), new Uint8Array([2])];
  expect(cutShort.add(one, 3_000)).toBe(3_000);
  expect(cutShort.add(other, 100)).toBe(100);
  expect(cutShort.add(new Uint8Array([1]), 4_000)).toBe(7_000);
});
