import { webcrypto } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { oid, sequence } from '../asn1/der.js';
import { OID } from '../asn1/object-identifiers.js';
import { verifyValue } from './verify-value.js';

const data = new TextEncoder().encode('signed');
const algorithmDer = sequence(oid(OID.ecdsaWithSha256));

let spkiDer: Uint8Array;
let r: Buffer;
let s: Buffer;

/** Two octets that begin with a high bit, so that each needs the zero in front to be a positive INTEGER. */
beforeAll(async () => {
  const { subtle } = webcrypto;
  const ec = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await subtle.generateKey(ec, true, ['sign', 'verify']);
  spkiDer = new Uint8Array(await subtle.exportKey('spki', key.publicKey));
  do {
    const value = Buffer.from(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.privateKey, data));
    r = value.subarray(0, 32);
    s = value.subarray(32);
  } while ((r[0] ?? 0) < 0x80 || (s[0] ?? 0) < 0x80);
});

const integer = (content: Uint8Array): Buffer => Buffer.from([2, content.length, ...content]);
const positive = (content: Uint8Array): Buffer => integer(Buffer.from([0, ...content]));
const verify = (...items: Buffer[]) =>
  verifyValue({ data, signature: sequence(...items), algorithmDer, spkiDer });

describe('the two numbers of an ECDSA signature', () => {
  it('are good as DER writes them', async () => {
    expect(await verify(positive(r), positive(s))).toBe('good');
  });

  it.each<[string, () => Buffer[]]>([
    ['the first is negative', () => [integer(r), positive(s)]],
    ['the second is negative', () => [positive(r), integer(s)]],
    ['the first is zero', () => [integer(Buffer.of(0)), positive(s)]],
    ['the second is zero', () => [positive(r), integer(Buffer.of(0))]],
    ['one has a zero too many', () => [integer(Buffer.from([0, 0, ...r])), positive(s)]],
    ['one is empty', () => [integer(Buffer.of()), positive(s)]],
    ['there is a third', () => [positive(r), positive(s), integer(Buffer.of(1))]],
    ['there is one only', () => [positive(r)]],
  ])('are bad when %s', async (_, items) => {
    expect(await verify(...items())).toBe('bad');
  });
});
