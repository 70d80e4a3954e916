import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ecdsaRawToDer } from './ecdsa-encoding.js';

describe('ecdsaRawToDer', () => {
  it('writes what OpenSSL verifies, also where r or s starts with zero or a high bit', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    // 400 signatures: a leading zero byte turns up about once in 256 numbers, a high bit in every second.
    for (let i = 0; i < 400; i += 1) {
      const message = createHash('sha256').update(String(i)).digest();
      const raw = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      expect(verify('sha256', message, publicKey, ecdsaRawToDer(raw, 32))).toBe(true);
    }
  });

  it('writes minimal integers', () => {
    const raw = Buffer.concat([Buffer.alloc(31), Buffer.from([0x80]), Buffer.alloc(31), Buffer.from([0x7f])]);
    expect(Buffer.from(ecdsaRawToDer(raw, 32)).toString('hex')).toBe('3007020200800201' + '7f');
  });

  it('refuses other lengths and empty numbers', () => {
    const refusal = expect.objectContaining({ code: 'token-sign-failed' });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 130 }), (bytes) => {
        fc.pre(bytes.length !== 64);
        expect(() => ecdsaRawToDer(bytes, 32)).toThrow(refusal);
      }),
    );
    expect(() => ecdsaRawToDer(new Uint8Array(64), 32)).toThrow(refusal);
  });
});
