import { constants, createECDH, createHmac, type KeyObject, privateEncrypt } from 'node:crypto';
import { curveOf, digestByteLength, digestOf, type SignatureAlgorithm, schemeOf } from './digest-signer.js';
import { digestInfo, encodePss } from './rsa-encoding.js';

/**
 * Signs a ready digest with a key of this process, which node:crypto has no call for. Not constant-time: for
 * rehearsals and tests only, where the key dies with the process.
 *
 * @throws RangeError for a digest that is not of the algorithm's length.
 */
export function signDigestInSoftware(
  key: KeyObject,
  algorithm: SignatureAlgorithm,
  digest: Uint8Array,
): Uint8Array {
  if (digest.length !== digestByteLength(digestOf(algorithm))) {
    throw new RangeError(`${algorithm} signs a digest of ${digestByteLength(digestOf(algorithm))} bytes.`);
  }
  const curve = curveOf(algorithm);
  if (curve) return signEcdsa(key, curves[curve], digest);
  const padding = schemeOf(algorithm) === 'rsa-pss' ? constants.RSA_NO_PADDING : constants.RSA_PKCS1_PADDING;
  const modulusBits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  const block =
    schemeOf(algorithm) === 'rsa-pss'
      ? encodePss(digest, digestOf(algorithm), modulusBits)
      : digestInfo(digest, digestOf(algorithm));
  return privateEncrypt({ key, padding }, block);
}

interface Curve {
  readonly name: string;
  readonly hmac: string;
  readonly byteLength: number;
  readonly order: bigint;
}

/** Orders: FIPS 186-5 / SP 800-186 § 3.2.1. */
const curves: Readonly<Record<'P-256' | 'P-384', Curve>> = {
  'P-256': {
    name: 'prime256v1',
    hmac: 'sha256',
    byteLength: 32,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  'P-384': {
    name: 'secp384r1',
    hmac: 'sha384',
    byteLength: 48,
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
};

/** FIPS 186-5 § 6.4.1; a digest longer than the order is cut to its leftmost bits. */
function signEcdsa(key: KeyObject, curve: Curve, digest: Uint8Array): Buffer {
  const d = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  const message = toBigInt(digest.subarray(0, curve.byteLength));
  for (let attempt = 0; ; attempt++) {
    // The nonce comes from key and digest, so it never repeats for another message and never depends on luck.
    const nonce = createHmac(curve.hmac, d).update(digest).update(Buffer.of(attempt)).digest();
    const k = toBigInt(nonce);
    if (k === 0n || k >= curve.order) continue;
    const point = createECDH(curve.name);
    point.setPrivateKey(nonce);
    const r = toBigInt(point.getPublicKey().subarray(1, 1 + curve.byteLength)) % curve.order;
    const s = (invert(k, curve.order) * (message + r * toBigInt(d))) % curve.order;
    if (r !== 0n && s !== 0n) return encodeSignature(r, s);
  }
}

const toBigInt = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** Fermat: the order is prime. */
function invert(value: bigint, order: bigint): bigint {
  let result = 1n;
  let base = value % order;
  for (let exponent = order - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % order;
    base = (base * base) % order;
  }
  return result;
}

function encodeSignature(r: bigint, s: bigint): Buffer {
  const integers = [r, s].map((value) => {
    const hex = value.toString(16);
    const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
    const content = (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
    return Buffer.concat([Buffer.of(2, content.length), content]);
  });
  const body = Buffer.concat(integers);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}
