import { TokenError } from './token-error.js';

/**
 * A token answers an ECDSA signature as r‖s, two big-endian numbers of equal length (PKCS#11 v2.40 § 2.3.1);
 * X.509 and CMS want the DER `Ecdsa-Sig-Value` (RFC 3279 § 2.2.3).
 *
 * @throws TokenError `token-sign-failed` when the bytes cannot be two numbers of `numberByteLength` bytes.
 */
export function ecdsaRawToDer(raw: Uint8Array, numberByteLength: number): Uint8Array {
  if (raw.length !== numberByteLength * 2) {
    throw new TokenError('token-sign-failed', 'The token answered a signature of an unexpected length.');
  }
  const r = derUnsigned(raw.subarray(0, numberByteLength));
  const s = derUnsigned(raw.subarray(numberByteLength));
  // Two P-256 numbers need at most 70 bytes and two P-384 numbers 102, so a one-byte length is enough.
  return Uint8Array.from([0x30, r.length + s.length, ...r, ...s]);
}

function derUnsigned(bigEndian: Uint8Array): number[] {
  const firstUsed = bigEndian.findIndex((byte) => byte !== 0);
  if (firstUsed < 0) {
    // A zero r or s is not a signature; some verifiers accept it for every message (CVE-2022-21449).
    throw new TokenError('token-sign-failed', 'The token answered an empty signature.');
  }
  const digits = [...bigEndian.subarray(firstUsed)];
  const content = (digits[0] ?? 0) >= 0x80 ? [0, ...digits] : digits;
  return [0x02, content.length, ...content];
}
