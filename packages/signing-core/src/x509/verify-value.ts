import { parseAsn1, readPositiveInteger, sequenceItems } from '../asn1/asn1-reader.js';
import type { HashName } from '../runtime/hash-name.js';
import { type PublicKey, readPublicKey } from './public-key.js';
import { readSignatureMethod, type SignatureMethod } from './signature-algorithm.js';

/** A signature value, what it was made over, and the key it should be from. */
export interface SignedValue {
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
  /** AlgorithmIdentifier of the signature. */
  readonly algorithmDer: Uint8Array;
  /** Digest that a CMS names beside a plain rsaEncryption. */
  readonly besideDigest?: HashName | null;
  readonly spkiDer: Uint8Array;
}

const WEB_CRYPTO_HASH: Readonly<Record<HashName, string>> = {
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/** Below this a key can be broken by anybody with a few computers; what it signed proves nothing. */
const MIN_RSA_BITS = 1024;
/** An attacker chooses the key: arithmetic on an enormous one is his way to keep us busy. */
const MAX_RSA_BITS = 16_384;

/** Verifies with WebCrypto. `unsupported`: a kind of key or signature that is not judged here. Never throws. */
export async function verifyValue(value: SignedValue): Promise<'good' | 'bad' | 'unsupported'> {
  try {
    const key = readPublicKey(value.spkiDer);
    const method = readSignatureMethod(value.algorithmDer, value.besideDigest);
    if (!key || !method) return 'unsupported';
    if (key.type !== (method.scheme === 'ecdsa' ? 'ec' : 'rsa')) return 'bad';
    return (await verify(key, method, value)) ? 'good' : 'bad';
  } catch {
    // A key or value that WebCrypto or the parser will not read has not signed anything.
    return 'bad';
  }
}

async function verify(key: PublicKey, method: SignatureMethod, value: SignedValue): Promise<boolean> {
  const { subtle } = globalThis.crypto;
  const hash = WEB_CRYPTO_HASH[method.digest];
  const data = new Uint8Array(value.data);
  if (key.type === 'ec') {
    const algorithm = { name: 'ECDSA', namedCurve: key.curve };
    const publicKey = await subtle.importKey('spki', new Uint8Array(key.spkiDer), algorithm, false, [
      'verify',
    ]);
    const signature = toFixedLength(value.signature, key.fieldBytes);
    return subtle.verify({ name: 'ECDSA', hash }, publicKey, signature, data);
  }
  if (key.modulusBits < MIN_RSA_BITS || key.modulusBits > MAX_RSA_BITS) return false;
  const name = method.scheme === 'rsa-pss' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5';
  const publicKey = await subtle.importKey('spki', new Uint8Array(key.spkiDer), { name, hash }, false, [
    'verify',
  ]);
  const signature = new Uint8Array(value.signature);
  return subtle.verify({ name, saltLength: method.saltBytes }, publicKey, signature, data);
}

/** Ecdsa-Sig-Value (RFC 3279 § 2.2.3) to r‖s, each as long as the field, as WebCrypto wants it. */
function toFixedLength(signatureDer: Uint8Array, fieldBytes: number): Uint8Array<ArrayBuffer> {
  const fixed = new Uint8Array(2 * fieldBytes);
  const [r, s, ...others] = sequenceItems(parseAsn1(signatureDer)).map(readPositiveInteger);
  if (!r || !s || others.length > 0 || r.length > fieldBytes || s.length > fieldBytes)
    throw new RangeError('not an ECDSA signature');
  fixed.set(r, fieldBytes - r.length);
  fixed.set(s, 2 * fieldBytes - s.length);
  return fixed;
}
