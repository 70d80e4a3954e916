import { compareBytes, concatBytes } from '../runtime/bytes.js';

/** DER (ITU-T X.690) encoding, just what a SignedData needs. Every byte that is signed comes from here. */

const TAG = {
  integer: 0x02,
  octetString: 0x04,
  nothing: 0x05,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One encoded value. */
export type Der = Uint8Array<ArrayBuffer>;

function encodeLength(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

function tagged(tag: number, content: Uint8Array): Der {
  return concatBytes([Uint8Array.of(tag, ...encodeLength(content.length)), content]);
}

export const sequence = (...items: Uint8Array[]): Der => tagged(TAG.sequence, concatBytes(items));
export const octetString = (content: Uint8Array): Der => tagged(TAG.octetString, content);
export const smallInteger = (value: number): Der => tagged(TAG.integer, Uint8Array.of(value));
export const nothing = (): Der => tagged(TAG.nothing, new Uint8Array());

/** Elements sorted as X.690 § 11.6 wants. BouncyCastle and every verifier built on it refuse an unsorted set. */
export const setOf = (items: readonly Uint8Array[]): Der => tagged(TAG.set, sorted(items));

/** `[number] IMPLICIT SET OF`: the same sorted content under a context tag. */
export const implicitSetOf = (number: number, items: readonly Uint8Array[]): Der =>
  tagged(0xa0 | number, sorted(items));

export const explicit = (number: number, content: Uint8Array): Der => tagged(0xa0 | number, content);

function sorted(items: readonly Uint8Array[]): Der {
  return concatBytes([...items].sort(compareBytes));
}

const identifiers = new Map<string, Der>();

/** Only of our own identifiers, which are few: each is encoded once. */
export function oid(dotted: string): Der {
  const known = identifiers.get(dotted);
  if (known) return known;
  const encoded = encodeIdentifier(dotted);
  identifiers.set(dotted, encoded);
  return encoded;
}

function encodeIdentifier(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const septets = [arc & 0x7f];
    for (let high = Math.floor(arc / 128); high > 0; high = Math.floor(high / 128)) {
      septets.unshift((high & 0x7f) | 0x80);
    }
    bytes.push(...septets);
  }
  return tagged(TAG.oid, Uint8Array.from(bytes));
}
