import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PdfRef } from './objects.js';
import { parseValue } from './parse-object.js';

const parse = (text: string): unknown => parseValue(Buffer.from(text, 'latin1'), 0).value;

describe('parseValue', () => {
  it('reads every number as JavaScript does', () => {
    const digits = fc.stringMatching(/^[0-9]{1,18}(\.[0-9]{0,6})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        expect(parse(`${text} `)).toBe(Number.parseFloat(text));
      }),
    );
  });

  it('gives up on a list that takes all memory, and reads a long one', () => {
    expect(parse(`[${'0 '.repeat(400_000)}]`)).toHaveLength(400_000);
    const tooComplex = expect.objectContaining({ code: 'pdf-too-complex' });
    expect(() => parse(`[${'0 '.repeat(600_000)}`)).toThrow(tooComplex);
  });

  it('tells numbers in a row from references', () => {
    expect(parse('[1 0 R 2 3 4 0 R 5 6.5 007 8/R 9 1]')).toEqual([
      new PdfRef(1, 0),
      2,
      3,
      new PdfRef(4, 0),
      5,
      6.5,
      7,
      8,
      expect.objectContaining({ value: 'R' }),
      9,
      1,
    ]);
  });
});
