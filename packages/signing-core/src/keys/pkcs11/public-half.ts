import { type KeyObject, X509Certificate } from 'node:crypto';
import type { Handle } from 'pkcs11js';
import { CKA, CKK } from './cryptoki.js';
import { findCertificateObjects, findPrivateKey, findPublicKey, type KeyName } from './find-key.js';
import { readPublicKey } from './public-key.js';
import { readBytes, readNumber } from './read-attribute.js';
import type { Session } from './session-pool.js';

/**
 * Public half of a private key: from the public key object beside it, or where the token keeps none (smart cards
 * often do not) from an RSA private key's own modulus or from the certificate of the same CKA_ID.
 *
 * @returns null when the token shows nothing of it.
 * @throws TokenError `token-key-missing`, `token-key-ambiguous`, `token-key-unsupported`.
 */
export function findPublicHalf(session: Session, name: KeyName): KeyObject | null {
  const privateKey = findPrivateKey(session, name);
  const idHex = readBytes(session, privateKey, CKA.ID)?.toString('hex');
  // By identifier first: two keys may share a label, and then the label alone finds the other one's public half.
  const object = (idHex ? findPublicKey(session, { idHex }) : null) ?? findPublicKey(session, name);
  if (object) return readPublicKey(session, object);
  if (showsModulus(session, privateKey)) return readPublicKey(session, privateKey);
  const certificate = idHex ? findCertificateObjects(session, { idHex })[0] : undefined;
  const der = certificate && readBytes(session, certificate, CKA.VALUE);
  return der ? new X509Certificate(der).publicKey : null;
}

function showsModulus(session: Session, privateKey: Handle): boolean {
  return (
    readNumber(session, privateKey, CKA.KEY_TYPE) === CKK.RSA &&
    Boolean(readBytes(session, privateKey, CKA.MODULUS)?.length) &&
    Boolean(readBytes(session, privateKey, CKA.PUBLIC_EXPONENT)?.length)
  );
}
