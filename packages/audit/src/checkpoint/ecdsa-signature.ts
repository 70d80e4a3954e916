/**
 * DER `Ecdsa-Sig-Value` of a P-256 signature as the 64 bytes r ‖ s that WebCrypto takes. Null unless it is DER to the
 * letter: a second spelling would be a second valid signature line.
 */
export function rawEcdsaSignature(der: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (der.length < 8 || der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  const raw = new Uint8Array(64);
  const afterR = readInteger(der, 2, raw.subarray(0, 32));
  if (afterR === null) return null;
  return readInteger(der, afterR, raw.subarray(32)) === der.length ? raw : null;
}

/** Writes the integer at `at` right-aligned into `into`; gives the position behind it. */
function readInteger(der: Uint8Array, at: number, into: Uint8Array): number | null {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  if (der[at] !== 0x02 || length === 0 || end > der.length) return null;
  let digits = der.subarray(at + 2, end);
  const [first = 0, second = 0] = digits;
  if (first >= 0x80 || (first === 0 && length > 1 && second < 0x80)) return null;
  if (first === 0) digits = digits.subarray(1);
  if (digits.length === 0 || digits.length > into.length) return null;
  into.set(digits, into.length - digits.length);
  return end;
}
