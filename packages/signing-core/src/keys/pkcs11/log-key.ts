import { createHash, type KeyObject, randomBytes, verify } from 'node:crypto';
import type { Handle } from 'pkcs11js';
import { CKM, mechanismName } from './cryptoki.js';
import { ecdsaRawToDer } from './ecdsa-encoding.js';
import type { Session } from './session-pool.js';
import { TokenError } from './token-error.js';

/** Keys that sign the checkpoints of a log (C2SP signed-note): Ed25519 where the token can, P-256 otherwise. */
export type LogKeyKind = 'ed25519' | 'ecdsa-p256';

export const LOG_KEY_KINDS: readonly LogKeyKind[] = ['ed25519', 'ecdsa-p256'];

/**
 * What the label of a log key begins with. The label is what keeps the two apart where both are P-256: nothing with this
 * label seals, and nothing without it signs notes.
 */
const labelStart = 'log-';

const edwardsSignatureByteLength = 64;
const p256NumberByteLength = 32;

/** A log key in its token. */
export interface LogKey {
  readonly label: string;
  readonly kind: LogKeyKind;
  /** SubjectPublicKeyInfo (RFC 5280 § 4.1.2.7; RFC 8410 for Ed25519). */
  readonly spkiDer: Uint8Array;
  /**
   * Signs a whole message: Ed25519 (RFC 8032, 64 bytes), or ECDSA over its SHA-256 as DER `Ecdsa-Sig-Value`.
   * @throws TokenError `token-key-missing`, `token-lost`, `token-sign-failed`
   */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

export interface NoteSigningKey {
  readonly handle: Handle;
  readonly kind: LogKeyKind;
  /** Logs in for this one operation, where the key demands it; null otherwise. */
  readonly loginOnce: (() => void) | null;
}

export function isLogKeyLabel(label: string): boolean {
  return label.startsWith(labelStart);
}

/** @throws TokenError `token-key-purpose` */
export function requireLogKeyLabel(label: string): void {
  if (isLogKeyLabel(label)) return;
  throw new TokenError(
    'token-key-purpose',
    `The label of a log key begins with ${JSON.stringify(labelStart)}, so that it never seals a document; ${JSON.stringify(label)} does not.`,
  );
}

/** @throws TokenError `token-key-purpose` */
export function refuseLogKeyLabel(label: string): void {
  if (!isLogKeyLabel(label)) return;
  throw new TokenError(
    'token-key-purpose',
    `${JSON.stringify(label)} is a log key: it signs checkpoints and never a document.`,
  );
}

/** @throws TokenError `token-key-unsupported` for anything but Ed25519 and P-256 */
export function logKeyKindOf(publicKey: KeyObject): LogKeyKind {
  if (publicKey.asymmetricKeyType === 'ed25519') return 'ed25519';
  if (publicKey.asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ecdsa-p256';
  throw new TokenError('token-key-unsupported', 'Checkpoints are signed with Ed25519 or ECDSA P-256.');
}

/** The kind a new log key gets in a token with these mechanisms. @throws TokenError `token-key-unsupported` */
export function chooseLogKeyKind(offered: ReadonlySet<number>, wish?: LogKeyKind): LogKeyKind {
  const able = LOG_KEY_KINDS.filter((kind) => needed[kind].every((mechanism) => offered.has(mechanism)));
  const chosen = wish === undefined ? able[0] : able.find((kind) => kind === wish);
  if (chosen) return chosen;
  const missing = needed[wish ?? 'ecdsa-p256'].map(mechanismName).join(' and ');
  throw new TokenError(
    'token-key-unsupported',
    `The token cannot make a log key of the kind ${wish ?? 'ecdsa-p256'}: it does not offer ${missing}.`,
  );
}

const needed: Readonly<Record<LogKeyKind, readonly number[]>> = {
  ed25519: [CKM.EC_EDWARDS_KEY_PAIR_GEN, CKM.EDDSA],
  'ecdsa-p256': [CKM.EC_KEY_PAIR_GEN, CKM.ECDSA],
};

/** CKM_EDDSA without a parameter is pure Ed25519 (PKCS#11 v3.0 § 2.3.14): the token gets the message itself. */
export async function signMessage(
  { calls, handle }: Session,
  key: NoteSigningKey,
  message: Uint8Array,
): Promise<Uint8Array> {
  const pure = key.kind === 'ed25519';
  const input = pure ? Buffer.from(message) : createHash('sha256').update(message).digest();
  calls.C_SignInit(handle, { mechanism: pure ? CKM.EDDSA : CKM.ECDSA }, key.handle);
  key.loginOnce?.();
  const answer = await calls.C_SignAsync(handle, input, Buffer.alloc(256));
  if (!pure) return ecdsaRawToDer(answer, p256NumberByteLength);
  if (answer.length === edwardsSignatureByteLength) return new Uint8Array(answer);
  throw new TokenError('token-sign-failed', 'The token answered a signature of an unexpected length.');
}

/** A signature over a fresh message, verified outside the token. */
export interface TriedLogKey {
  readonly kind: LogKeyKind;
  readonly spkiDer: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** @throws TokenError `token-sign-failed` when the signature does not verify with the key's public half */
export async function tryLogKey(key: LogKey, publicKey: KeyObject): Promise<TriedLogKey> {
  const message = Buffer.concat([Buffer.from('sealwright log key self-test\n'), randomBytes(32)]);
  const signature = await key.sign(message);
  if (!verify(key.kind === 'ed25519' ? null : 'sha256', message, publicKey, signature)) {
    throw new TokenError('token-sign-failed', 'The token answered a signature that its public key refuses.');
  }
  return { kind: key.kind, spkiDer: key.spkiDer, message, signature };
}
