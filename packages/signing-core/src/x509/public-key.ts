import * as asn1js from 'asn1js';
import {
  isInteger,
  parseAsn1,
  readBits,
  readIntegerHex,
  readOid,
  sequenceItems,
} from '../asn1/asn1-reader.js';
import { OID } from '../asn1/object-identifiers.js';
import { fromHex } from '../runtime/bytes.js';

/** What a SubjectPublicKeyInfo holds, as far as WebCrypto can use it. */
export type PublicKey =
  | { readonly type: 'rsa'; readonly modulusBits: number; readonly spkiDer: Uint8Array }
  | {
      readonly type: 'ec';
      readonly curve: 'P-256' | 'P-384' | 'P-521';
      readonly fieldBytes: number;
      readonly spkiDer: Uint8Array;
    };

const CURVES: Readonly<Record<string, { curve: 'P-256' | 'P-384' | 'P-521'; fieldBytes: number }>> = {
  [OID.p256]: { curve: 'P-256', fieldBytes: 32 },
  [OID.p384]: { curve: 'P-384', fieldBytes: 48 },
  [OID.p521]: { curve: 'P-521', fieldBytes: 66 },
};

/** Null for a kind of key that cannot be used here. Throws for bytes that are no key. */
export function readPublicKey(spkiDer: Uint8Array): PublicKey | null {
  const [algorithm, keyBits] = sequenceItems(parseAsn1(spkiDer));
  const [type, parameters] = sequenceItems(algorithm);
  const oid = readOid(type);
  if (oid === OID.ecPublicKey) {
    const curve = parameters instanceof asn1js.ObjectIdentifier ? CURVES[readOid(parameters)] : undefined;
    return curve ? { type: 'ec', ...curve, spkiDer } : null;
  }
  if (oid !== OID.rsaEncryption && oid !== OID.rsassaPss) return null;
  const key = readBits(keyBits);
  const [modulus] = sequenceItems(parseAsn1(key));
  const modulusBits = bitLength(isInteger(modulus) ? readIntegerHex(modulus) : '');
  return { type: 'rsa', modulusBits, spkiDer: oid === OID.rsassaPss ? plainRsaKey(key) : spkiDer };
}

/** WebCrypto refuses keys named id-RSASSA-PSS; the key itself is the same (RFC 4055 § 1.2). */
function plainRsaKey(key: Uint8Array): Uint8Array {
  const algorithm = new asn1js.Sequence({
    value: [new asn1js.ObjectIdentifier({ value: OID.rsaEncryption }), new asn1js.Null()],
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
