import type { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import type { Certificate, CertificateRevocationList } from 'pkijs';

/** Signs a certificate or a revocation list with SHA-256. */
export async function signStructure(
  structure: Certificate | CertificateRevocationList,
  key: webcrypto.CryptoKey,
): Promise<void> {
  await structure.sign(key, 'SHA-256');
  if (key.algorithm.name !== 'ECDSA') return;
  const signature = structure.signatureValue.valueBlock.valueHexView;
  structure.signatureValue = new asn1js.BitString({ valueHex: withShortestNumbers(signature) });
}

/**
 * An Ecdsa-Sig-Value (RFC 3279 § 2.2.3) in DER. pkijs takes one octet of zero off r and s, where X.690 § 8.3.2 wants
 * all of them gone: one signature in some ten thousand is one that strict readers, ours too, refuse.
 */
export function withShortestNumbers(signature: Uint8Array): ArrayBuffer {
  const { result } = asn1js.fromBER(signature.slice());
  if (!(result instanceof asn1js.Sequence)) throw new TypeError('This is no ECDSA signature.');
  const numbers = result.valueBlock.value.map((number) => {
    if (!(number instanceof asn1js.Integer)) throw new TypeError('This is no ECDSA signature.');
    return new asn1js.Integer({ valueHex: shortest(number.valueBlock.valueHexView) });
  });
  return new asn1js.Sequence({ value: numbers }).toBER(false);
}

/** Of a positive number; the zero that keeps it positive stays. */
function shortest(bigEndian: Uint8Array): Uint8Array {
  const firstUsed = Math.max(
    bigEndian.findIndex((octet) => octet !== 0),
    0,
  );
  const isSignNeeded = (bigEndian[firstUsed] ?? 0) >= 0x80;
  return isSignNeeded ? Uint8Array.of(0, ...bigEndian.subarray(firstUsed)) : bigEndian.slice(firstUsed);
}
