import { describe, expect, it } from 'vitest';
import { derContent, derItems } from './der-items.js';

const items = (...bytes: number[]): number[][] =>
  [...derItems(Uint8Array.from(bytes))].map((item) => [...item]);

describe('derItems', () => {
  it('cuts a constructed value into its parts', () => {
    expect(items(0x30, 0)).toEqual([]);
    expect(items(0x30, 5, 2, 1, 7, 5, 0)).toEqual([
      [2, 1, 7],
      [5, 0],
    ]);
    const long = [4, 0x81, 200, ...new Array<number>(200).fill(9)];
    expect(items(0x30, 0x81, long.length, ...long)).toEqual([long]);
    expect([...derContent(Uint8Array.of(2, 2, 1, 0))]).toEqual([1, 0]);
  });

  it.each([
    ['empty', []],
    ['primitive', [4, 0]],
    ['cut off', [0x30, 3, 2, 1]],
    ['followed by something', [0x30, 0, 0]],
    ['a part beyond the end', [0x30, 3, 2, 9, 7]],
    ['a part without length', [0x30, 1, 2]],
    ['an indefinite length', [0x30, 0x80, 0, 0]],
    ['a length longer than needed', [0x30, 0x81, 0]],
    ['a length with leading zero', [0x30, 0x82, 0, 200, ...new Array<number>(200).fill(0)]],
    ['an enormous length', [0x30, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ['a long tag', [0x3f, 0x81, 0x01, 0]],
  ])('refuses what is no DER: %s', (_title, bytes) => {
    expect(() => items(...bytes)).toThrow();
  });
});
