import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Handle } from 'pkcs11js';
import type { SignatureAlgorithm } from '../digest-signer.js';
import { CKA, CKK } from './cryptoki.js';
import { readBytes, readNumber } from './read-attribute.js';
import type { Session } from './session-pool.js';
import { TokenError } from './token-error.js';

/**
 * The token's public key object as a key of this process.
 *
 * @throws TokenError `token-key-unsupported` for anything but RSA and the NIST curve P-256.
 */
export function readPublicKey(session: Session, publicKey: Handle): KeyObject {
  const keyType = readNumber(session, publicKey, CKA.KEY_TYPE);
  if (keyType === CKK.RSA) return readRsa(session, publicKey);
  if (keyType === CKK.EC) return readP256(session, publicKey);
  throw unsupported();
}

/** The signature algorithm that a seal with this key uses. @throws TokenError `token-key-unsupported`. */
export function algorithmOf(publicKey: KeyObject): SignatureAlgorithm {
  const details = publicKey.asymmetricKeyDetails ?? {};
  if (publicKey.asymmetricKeyType === 'ec' && details.namedCurve === 'prime256v1') return 'ecdsa-p256-sha256';
  // Our own keys have 3072 bits; 2048 is still accepted because many a token in use holds nothing larger.
  if (publicKey.asymmetricKeyType === 'rsa' && (details.modulusLength ?? 0) >= 2048)
    return 'rsa-pkcs1-sha256';
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

function readP256(session: Session, key: Handle): KeyObject {
  const point = uncompressedPoint(readBytes(session, key, CKA.EC_POINT));
  return createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33, 65).toString('base64url'),
    },
  });
}

/** CKA_EC_POINT is a DER OCTET STRING around the point; older modules give the bare point. */
function uncompressedPoint(value: Buffer | null): Buffer {
  if (value?.length === 67 && value[0] === 0x04 && value[1] === 65 && value[2] === 0x04) {
    return value.subarray(2);
  }
  if (value?.length === 65 && value[0] === 0x04) return value;
  throw unsupported();
}

function unsupported(): TokenError {
  return new TokenError(
    'token-key-unsupported',
    'Seals are made with ECDSA P-256 or RSA (2048 bits or more); this key is of another kind.',
  );
}
