import { describe, expect, it } from 'vitest';
import { decodeLzw } from './decode-lzw.js';
import { decodeRunLength } from './decode-run-length.js';

/** Codes of 9 bits, the highest bit first. */
function packed(codes: readonly number[]): Uint8Array {
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  const octets = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0').match(/.{8}/g) ?? [];
  return Uint8Array.from(octets, (octet) => Number.parseInt(octet, 2));
}

describe('decodeLzw', () => {
  it('unpacks the example of the standard', () => {
    const data = Uint8Array.from([0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]);
    expect([...decodeLzw(data, 100, 1)]).toEqual([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
  });

  it('refuses a code that means nothing, and more than allowed', () => {
    expect(() => decodeLzw(packed([256, 65, 300]), 100, 1)).toThrow(/cannot be unpacked/);
    expect(() => decodeLzw(packed([256, 258]), 100, 1)).toThrow(/cannot be unpacked/);
    expect(() => decodeLzw(packed([256, 65, 258, 259, 260]), 5, 1)).toThrow(/expands to far more/);
  });

  it('widens its codes, and starts again when the table is cleared', () => {
    const codes = [256, ...Array.from({ length: 200 }, (_, at) => at), 256, 66, 257];
    const expected = [...Array.from({ length: 200 }, (_, at) => at), 66];
    expect([...decodeLzw(packed(codes), 1000, 1)]).toEqual(expected);
  });
});

describe('decodeRunLength', () => {
  it('unpacks copies and repeats up to its end', () => {
    expect([...decodeRunLength(Uint8Array.from([1, 7, 8, 254, 9, 128, 5]), 100)]).toEqual([7, 8, 9, 9, 9]);
    expect(() => decodeRunLength(Uint8Array.from([129, 0, 129, 0]), 200)).toThrow(/expands to far more/);
  });
});
