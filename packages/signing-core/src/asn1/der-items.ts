import { Asn1Refusal } from './asn1-reader.js';

/**
 * The values inside one constructed DER value that fills `der` exactly, each with its tag and length, one at a time.
 * Lists of large authorities have a million parts, of which one counts: nothing but lengths is read here, and what
 * counts is given to the parser. Throws {@link Asn1Refusal}.
 */
export function* derItems(der: Uint8Array): Generator<Uint8Array<ArrayBufferLike>, void> {
  if (((der[0] ?? 0) & 0x20) === 0) throw new Asn1Refusal('not a constructed value');
  const outer = readHeader(der, 0);
  if (outer.end !== der.length) throw new Asn1Refusal('not one DER value');
  for (let at = outer.contentStart; at < der.length; ) {
    const { end } = readHeader(der, at);
    yield der.subarray(at, end);
    at = end;
  }
}

/** Content of one DER value that fills `der`. */
export function derContent(der: Uint8Array): Uint8Array {
  const { contentStart, end } = readHeader(der, 0);
  if (end !== der.length) throw new Asn1Refusal('not one DER value');
  return der.subarray(contentStart);
}

function readHeader(der: Uint8Array, at: number): { contentStart: number; end: number } {
  const tag = der[at];
  const first = der[at + 1];
  // Long tags and indefinite lengths have no place in certificates and lists.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || first === 0x80)
    throw new Asn1Refusal('not DER');
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  let length = lengthBytes === 0 ? first : 0;
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (der[at + 2 + i] ?? 0);
  const contentStart = at + 2 + lengthBytes;
  const end = contentStart + length;
  // Only the shortest form of a length is DER; a longer one reads differently elsewhere (X.690 § 10.1).
  const shortest = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
  if (lengthBytes !== shortest || end > der.length) throw new Asn1Refusal('not DER');
  return { contentStart, end };
}
