import * as asn1js from 'asn1js';
import { fromHex } from '../runtime/bytes.js';
import { isInteger, parseAsn1, readBits, readIntegerHex, readOid, sequenceItems } from './asn1-reader.js';

/** What a SubjectPublicKeyInfo holds, as far as WebCrypto can use it. */
export type PublicKey =
  | { readonly type: 'rsa'; readonly modulusBits: number; readonly spkiDer: Uint8Array }
  | {
      readonly type: 'ec';
      readonly curve: 'P-256' | 'P-384' | 'P-521';
      readonly fieldBytes: number;
      readonly spkiDer: Uint8Array;
    };

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';

const CURVES: Readonly<Record<string, { curve: 'P-256' | 'P-384' | 'P-521'; fieldBytes: number }>> = {
  '1.2.840.10045.3.1.7': { curve: 'P-256', fieldBytes: 32 },
  '1.3.132.0.34': { curve: 'P-384', fieldBytes: 48 },
  '1.3.132.0.35': { curve: 'P-521', fieldBytes: 66 },
};

/** Null for a kind of key that cannot be used here. Throws for bytes that are no key. */
export function readPublicKey(spkiDer: Uint8Array): PublicKey | null {
  const [algorithm, keyBits] = sequenceItems(parseAsn1(spkiDer));
  const [type, parameters] = sequenceItems(algorithm);
  const oid = readOid(type);
  if (oid === EC_PUBLIC_KEY) {
    const curve = parameters instanceof asn1js.ObjectIdentifier ? CURVES[readOid(parameters)] : undefined;
    return curve ? { type: 'ec', ...curve, spkiDer } : null;
  }
  if (oid !== RSA_ENCRYPTION && oid !== RSA_PSS) return null;
  const key = readBits(keyBits);
  const [modulus] = sequenceItems(parseAsn1(key));
  const modulusBits = bitLength(isInteger(modulus) ? readIntegerHex(modulus) : '');
  return { type: 'rsa', modulusBits, spkiDer: oid === RSA_PSS ? plainRsaKey(key) : spkiDer };
}

/** WebCrypto refuses keys named id-RSASSA-PSS; the key itself is the same (RFC 4055 § 1.2). */
function plainRsaKey(key: Uint8Array): Uint8Array {
  const algorithm = new asn1js.Sequence({
    value: [new asn1js.ObjectIdentifier({ value: RSA_ENCRYPTION }), new asn1js.Null()],
  });
  const info = new asn1js.Sequence({
    value: [algorithm, new asn1js.BitString({ valueHex: new Uint8Array(key) })],
  });
  return new Uint8Array(info.toBER(false));
}

function bitLength(integerHex: string): number {
  const significant = integerHex.replace(/^(00)+/, '');
  const [first = 0] = fromHex(significant.slice(0, 2)) ?? [];
  return first === 0 ? 0 : (significant.length / 2 - 1) * 8 + (32 - Math.clz32(first));
}
