import fc from 'fast-check';
import { createCMSECDSASignature } from 'pkijs';
import { describe, expect, it } from 'vitest';
import { ecdsaRawToDer } from './pkcs11/ecdsa-encoding.js';
import { withShortestNumbers } from './sign-structure.js';

/** A number of 32 octets that begins with some of zero, as one in 256 does with one, one in 65,536 with two. */
const number = fc
  .tuple(fc.nat({ max: 6 }), fc.uint8Array({ minLength: 32, maxLength: 32 }))
  .map(([zeros, octets]) => Uint8Array.of(...new Uint8Array(zeros), 1 + ((octets[0] ?? 0) % 255), ...octets))
  .map((octets) => octets.slice(0, 32));

describe('the signature of a certificate', () => {
  it('has the shortest numbers, however many octets of zero they begin with', () => {
    fc.assert(
      fc.property(number, number, (r, s) => {
        const raw = Uint8Array.of(...r, ...s);
        const signature = new Uint8Array(
          withShortestNumbers(new Uint8Array(createCMSECDSASignature(raw.buffer))),
        );
        expect(Buffer.from(signature).toString('hex')).toBe(
          Buffer.from(ecdsaRawToDer(raw, 32)).toString('hex'),
        );
      }),
    );
  });
});
