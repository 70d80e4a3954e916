import { createHash, type KeyObject, randomBytes, verify } from 'node:crypto';
import type { Handle } from 'pkcs11js';
import type { SignatureAlgorithm } from '../digest-signer.js';
import { CKM } from './cryptoki.js';
import { ecdsaRawToDer } from './ecdsa-encoding.js';
import type { Session } from './session-pool.js';
import { TokenError } from './token-error.js';

/** DER of DigestInfo up to the digest, for SHA-256 (RFC 8017 § 9.2, note 1). */
const sha256DigestInfoPrefix = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const p256NumberByteLength = 32;
/** Large enough for RSA-8192. */
const signatureByteLimit = 1024;

/** What is needed to have one digest signed. */
export interface SigningKey {
  readonly handle: Handle;
  readonly algorithm: SignatureAlgorithm;
  /** Logs in for this one operation, where the key demands it; null otherwise. */
  readonly loginOnce: (() => void) | null;
}

/**
 * Mechanisms that take a finished digest. A token that only offers "hash and sign" (CKM_ECDSA_SHA256) would need
 * the document itself, which never reaches it.
 *
 * @throws TokenError `token-key-unsupported` when the token does not offer the one that the key needs.
 */
export function requireDigestMechanism(offered: ReadonlySet<number>, algorithm: SignatureAlgorithm): void {
  if (!offered.has(mechanismFor(algorithm))) {
    throw new TokenError(
      'token-key-unsupported',
      'The token cannot sign a finished digest with this kind of key (CKM_ECDSA or CKM_RSA_PKCS is missing).',
    );
  }
}

/** Signs a 32-byte SHA-256 digest; ECDSA comes out as DER. The HSM's own time is spent off this thread. */
export async function signDigest(session: Session, key: SigningKey, digest: Uint8Array): Promise<Uint8Array> {
  if (digest.length !== 32) {
    throw new TokenError('token-sign-failed', 'Only a SHA-256 digest of 32 bytes can be signed.');
  }
  const { calls, handle } = session;
  const input = key.algorithm === 'ecdsa-p256-sha256' ? Buffer.from(digest) : digestInfo(digest);
  const output = Buffer.alloc(signatureByteLimit);
  calls.C_SignInit(handle, { mechanism: mechanismFor(key.algorithm) }, key.handle);
  key.loginOnce?.();
  const answer = await calls.C_SignAsync(handle, input, output);
  return key.algorithm === 'ecdsa-p256-sha256'
    ? ecdsaRawToDer(answer, p256NumberByteLength)
    : new Uint8Array(answer);
}

/**
 * Has a fresh random message signed and checks the signature outside the token.
 *
 * @throws TokenError `token-sign-failed` when the signature does not verify with `publicKey`.
 */
export async function signAndVerify(session: Session, key: SigningKey, publicKey: KeyObject): Promise<void> {
  const message = Buffer.concat([Buffer.from('sealwright token self-test\n'), randomBytes(32)]);
  const digest = createHash('sha256').update(message).digest();
  const signature = await signDigest(session, key, digest);
  if (!verify('sha256', message, publicKey, signature)) {
    throw new TokenError('token-sign-failed', 'The token answered a signature that its public key refuses.');
  }
}

function mechanismFor(algorithm: SignatureAlgorithm): number {
  return algorithm === 'ecdsa-p256-sha256' ? CKM.ECDSA : CKM.RSA_PKCS;
}

function digestInfo(digest: Uint8Array): Buffer {
  return Buffer.concat([sha256DigestInfoPrefix, digest]);
}
