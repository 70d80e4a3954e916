import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../runtime/bytes.js';
import { CmsRefusal } from './cms-refusal.js';
import { toDefiniteLengths } from './definite-lengths.js';

const rewrite = (hex: string): string => {
  const { der, end } = toDefiniteLengths(fromHex(hex) ?? new Uint8Array());
  return `${toHex(der)} ${end}`;
};

describe('toDefiniteLengths', () => {
  it('gives each value its length, and leaves those alone that have one', () => {
    expect(rewrite('3080020101308002010200000000ffff')).toBe('30080201013003020102 14');
    expect(rewrite('308031030201050000')).toBe('30053103020105 9');
    expect(rewrite('3080308103020107000000')).toBe('3006308103020107 10');
  });

  it('puts a text in pieces together', () => {
    expect(rewrite('2480040201020401030000')).toBe('0403010203 11');
    const text = '61'.repeat(128);
    expect(rewrite(`24800402abab048180${text}0000`)).toBe(`048182abab${text} 139`);
  });

  it('writes long lengths', () => {
    const long = `0482012c${'00'.repeat(300)}`;
    expect(rewrite(`3080${long}0000`)).toBe(`30820130${long} 308`);
  });

  it.each([
    ['no end', '3080020101'],
    ['a primitive of indefinite length', '02800000'],
    ['a value beyond the end', '30800205010000'],
    ['a long tag', '30801f81010101000000'],
    ['a length of five bytes', '308002850000000001010000'],
    ['a text of pieces that are none', '24800201010000'],
    ['a text of texts', '2480248004010100000000'],
    ['depth without end', '3080'.repeat(40)],
    ['nothing', ''],
  ])('refuses %s', (_, hex) => {
    expect(() => rewrite(hex)).toThrowError(CmsRefusal);
  });
});
