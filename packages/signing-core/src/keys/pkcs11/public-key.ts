import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Handle } from 'pkcs11js';
import { CKA, CKK } from './cryptoki.js';
import { readBytes, readNumber } from './read-attribute.js';
import type { Session } from './session-pool.js';
import { TokenError } from './token-error.js';

/** Named curves as CKA_EC_PARAMS spells them: DER object identifiers (RFC 5480 § 2.1.1.1). */
export const CURVES = {
  'ecdsa-p256': {
    jwkName: 'P-256',
    coordinateByteLength: 32,
    parametersDer: Buffer.from('06082a8648ce3d030107', 'hex'),
  },
  'ecdsa-p384': {
    jwkName: 'P-384',
    coordinateByteLength: 48,
    parametersDer: Buffer.from('06052b81040022', 'hex'),
  },
} as const;

/** CKA_EC_PARAMS of Ed25519: PrintableString `edwards25519` (PKCS#11 v3.0 § 2.3.10). */
export const EDWARDS25519_PARAMETERS = Buffer.concat([
  Buffer.from('130c', 'hex'),
  Buffer.from('edwards25519'),
]);

/** The other spelling tokens answer with: the object identifier of RFC 8410. */
const ed25519Oid = '06032b6570';

/**
 * The token's public key object as a key of this process.
 *
 * @throws TokenError `token-key-unsupported` for anything but RSA, the NIST curves P-256 and P-384, and Ed25519.
 */
export function readPublicKey(session: Session, publicKey: Handle): KeyObject {
  const keyType = readNumber(session, publicKey, CKA.KEY_TYPE);
  if (keyType === CKK.RSA) return readRsa(session, publicKey);
  if (keyType === CKK.EC) return readCurve(session, publicKey);
  if (keyType === CKK.EC_EDWARDS) return readEdwards(session, publicKey);
  throw unsupported();
}

/** SubjectPublicKeyInfo (RFC 5280 § 4.1.2.7), DER. */
export function spkiDer(publicKey: KeyObject): Uint8Array {
  return new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
}

function readRsa(session: Session, key: Handle): KeyObject {
  const modulus = readBytes(session, key, CKA.MODULUS);
  const exponent = readBytes(session, key, CKA.PUBLIC_EXPONENT);
  if (!modulus || !exponent) throw unsupported();
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') },
  });
}

function readCurve(session: Session, key: Handle): KeyObject {
  const parametersHex = readBytes(session, key, CKA.EC_PARAMS)?.toString('hex') ?? '';
  const curve = Object.values(CURVES).find((each) => each.parametersDer.toString('hex') === parametersHex);
  if (!curve) throw unsupported();
  const size = curve.coordinateByteLength;
  const point = uncompressedPoint(readBytes(session, key, CKA.EC_POINT), 1 + 2 * size);
  const x = point.subarray(1, 1 + size).toString('base64url');
  const y = point.subarray(1 + size).toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: curve.jwkName, x, y } });
}

function readEdwards(session: Session, key: Handle): KeyObject {
  const parametersHex = readBytes(session, key, CKA.EC_PARAMS)?.toString('hex') ?? '';
  if (parametersHex !== EDWARDS25519_PARAMETERS.toString('hex') && parametersHex !== ed25519Oid) {
    throw unsupported();
  }
  const value = readBytes(session, key, CKA.EC_POINT);
  // 32 bytes bare, in an OCTET STRING, or in a BIT STRING: modules differ, and the last 32 bytes are the point in each.
  const start = value?.subarray(0, Math.max(0, value.length - 32)).toString('hex') ?? 'none';
  if (!value || !['', '0420', '032100'].includes(start)) throw unsupported();
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: value.subarray(-32).toString('base64url') },
  });
}

/** CKA_EC_POINT is a DER OCTET STRING around the point; older modules give the bare point. */
function uncompressedPoint(value: Buffer | null, byteLength: number): Buffer {
  const wrapped = value?.length === byteLength + 2 && value[0] === 0x04 && value[1] === byteLength;
  const point = wrapped ? value.subarray(2) : value;
  if (point?.length === byteLength && point[0] === 0x04) return point;
  throw unsupported();
}

function unsupported(): TokenError {
  return new TokenError(
    'token-key-unsupported',
    'Seals are made with ECDSA P-256 or P-384 or RSA from 2048 bits; this key is of another kind.',
  );
}
