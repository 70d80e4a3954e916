import type { Handle, Template } from 'pkcs11js';
import { CKA, CKO } from './cryptoki.js';
import { isLogKeyLabel } from './log-key.js';
import { readText } from './read-attribute.js';
import type { Session } from './session-pool.js';
import { TokenError } from './token-error.js';

/** Names a key inside a token: by CKA_LABEL, by CKA_ID, or by both. Without a name it is the only one that is no log key. */
export interface KeyName {
  readonly label?: string;
  readonly idHex?: string;
}

/** The private key of that name. @throws TokenError `token-key-missing` or `token-key-ambiguous`. */
export function findPrivateKey(session: Session, name: KeyName): Handle {
  const found = withoutLogKeys(session, name, findObjects(session, CKO.PRIVATE_KEY, name));
  const [first, second] = found;
  if (!first) {
    throw new TokenError('token-key-missing', `The token holds no private key ${describeName(name)}.`);
  }
  if (second) {
    throw new TokenError(
      'token-key-ambiguous',
      `The token holds ${found.length} private keys ${describeName(name)}; add id=… to the PKCS#11 URI.`,
    );
  }
  return first;
}

/** The public key beside it, or null: tokens need not keep one. */
export function findPublicKey(session: Session, name: KeyName): Handle | null {
  return withoutLogKeys(session, name, findObjects(session, CKO.PUBLIC_KEY, name))[0] ?? null;
}

/** A log key that joins a token must not make a URI ambiguous that named the token alone. */
function withoutLogKeys(session: Session, { label, idHex }: KeyName, found: readonly Handle[]): Handle[] {
  if (label !== undefined || idHex !== undefined) return [...found];
  return found.filter((key) => !isLogKeyLabel(readText(session, key, CKA.LABEL)));
}

/** Every private key of the token that this login may see. */
export function findAllPrivateKeys(session: Session): Handle[] {
  return findObjects(session, CKO.PRIVATE_KEY, {});
}

/** Certificates of that name; every one the session may see when the name is empty. */
export function findCertificateObjects(session: Session, name: KeyName): Handle[] {
  return findObjects(session, CKO.CERTIFICATE, name);
}

/** Every public key object the session may see. */
export function findAllPublicKeys(session: Session): Handle[] {
  return findObjects(session, CKO.PUBLIC_KEY, {});
}

function findObjects({ calls, handle }: Session, objectClass: number, name: KeyName): Handle[] {
  const template: Template = [
    { type: CKA.CLASS, value: objectClass },
    { type: CKA.TOKEN, value: true },
  ];
  if (name.label !== undefined) template.push({ type: CKA.LABEL, value: name.label });
  if (name.idHex !== undefined) template.push({ type: CKA.ID, value: Buffer.from(name.idHex, 'hex') });
  calls.C_FindObjectsInit(handle, template);
  try {
    return collect(() => calls.C_FindObjects(handle, 32));
  } finally {
    calls.C_FindObjectsFinal(handle);
  }
}

function collect(next: () => Handle[]): Handle[] {
  const found: Handle[] = [];
  for (let batch = next(); batch.length > 0; batch = next()) found.push(...batch);
  return found;
}

function describeName(name: KeyName): string {
  const parts = [
    name.label === undefined ? null : `labelled ${JSON.stringify(name.label)}`,
    name.idHex === undefined ? null : `with id ${name.idHex}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'at all' : parts.join(' ');
}
