import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as browser from './browser.js';
import {
  compareBytes,
  concatBytes,
  equalBytes,
  fromHex,
  fromLatin1,
  indexOfBytes,
  lastIndexOfBytes,
  latin1,
  toHex,
} from './bytes.js';
import * as node from './node.js';

describe.each([
  ['Node', node],
  ['a browser', browser],
])('the runtime of %s', (_, runtime) => {
  const packed = deflateSync(Buffer.alloc(100_000, 'abc'));

  it.each([
    ['sha1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['sha256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'sha384',
      'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
    ],
    [
      'sha512',
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    ],
  ] as const)('hashes chunks in order with %s', async (algorithm, expected) => {
    const chunks = [fromLatin1('a'), fromLatin1('xbcx').subarray(1, 3)];
    expect(toHex(await runtime.digest(algorithm, chunks))).toBe(expected);
  });

  it('unpacks up to the limit and not beyond', () => {
    expect(runtime.inflate(packed, 100_000)).toHaveLength(100_000);
    expect(() => runtime.inflate(packed, 99_999)).toThrow(RangeError);
  });

  it('refuses what is cut off, changed or something else', () => {
    const changed = Uint8Array.from(packed);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    for (const bytes of [packed.subarray(0, -6), changed, fromLatin1('hello'), new Uint8Array()]) {
      expect(() => runtime.inflate(bytes, 200_000)).toThrow(Error);
    }
  });

  it('leaves alone what follows the stream', () => {
    expect(runtime.inflate(concatBytes([packed, fromLatin1('\r\n')]), 100_000)).toHaveLength(100_000);
  });
});

describe('bytes', () => {
  const bytes = fc.uint8Array({ maxLength: 40 });

  it('go to text and back', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(fromLatin1(latin1(value))).toEqual(value);
        expect(fromHex(toHex(value))).toEqual(value);
      }),
    );
    expect(fromHex('abc')).toBeNull();
    expect(fromHex('zz')).toBeNull();
    expect(latin1(new Uint8Array(20_000).fill(0xe9))).toBe('é'.repeat(20_000));
  });

  it('compare as Node compares them, at any offset', () => {
    const view = fc.tuple(bytes, fc.nat(3)).map(([value, offset]) => {
      const padded = new Uint8Array(value.length + offset);
      padded.set(value, offset);
      return padded.subarray(offset);
    });
    fc.assert(
      fc.property(view, view, (left, right) => {
        expect(Math.sign(compareBytes(left, right))).toBe(Buffer.compare(left, right));
        expect(equalBytes(left, right)).toBe(Buffer.compare(left, right) === 0);
        expect(equalBytes(left, left.slice())).toBe(true);
      }),
    );
  });

  it('are found from the start and from the end', () => {
    const few = fc.array(fc.constantFrom('a', 'b'), { maxLength: 12 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(few, few, (text, needle) => {
        expect(indexOfBytes(fromLatin1(text), fromLatin1(needle))).toBe(text.indexOf(needle));
        expect(lastIndexOfBytes(fromLatin1(text), fromLatin1(needle))).toBe(text.lastIndexOf(needle));
      }),
    );
  });
});
