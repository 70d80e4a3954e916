import { constants, createHash, type KeyObject, randomBytes, verify } from 'node:crypto';
import type { Handle } from 'pkcs11js';
import { curveOf, digestByteLength, digestOf, type SignatureAlgorithm, schemeOf } from '../digest-signer.js';
import { digestInfo, encodePss } from '../rsa-encoding.js';
import type { SigningMechanism } from './choose-algorithm.js';
import { ecdsaRawToDer } from './ecdsa-encoding.js';
import type { Session } from './session-pool.js';
import { TokenError } from './token-error.js';

/** Large enough for RSA-8192. */
const signatureByteLimit = 1024;
const numberByteLengths = { 'P-256': 32, 'P-384': 48 } as const;

/** What is needed to have one digest signed. */
export interface SigningKey {
  readonly handle: Handle;
  readonly algorithm: SignatureAlgorithm;
  readonly mechanism: SigningMechanism;
  /** Length of an RSA modulus in bits; 0 for ECDSA. */
  readonly modulusBits: number;
  /** Logs in for this one operation, where the key demands it; null otherwise. */
  readonly loginOnce: (() => void) | null;
}

/** Signs a digest of the algorithm's length; ECDSA comes out as DER. The HSM's own time is spent off this thread. */
export async function signDigest(session: Session, key: SigningKey, digest: Uint8Array): Promise<Uint8Array> {
  const { calls, handle } = session;
  const input = signingInput(key, digest);
  const output = Buffer.alloc(signatureByteLimit);
  calls.C_SignInit(handle, key.mechanism.mechanism, key.handle);
  key.loginOnce?.();
  const answer = await calls.C_SignAsync(handle, input, output);
  const curve = curveOf(key.algorithm);
  return curve ? ecdsaRawToDer(answer, numberByteLengths[curve]) : new Uint8Array(answer);
}

/** A digest of a fresh random message and the signature that was made of it. */
export interface TriedSignature {
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Has a fresh random message signed and checks the signature outside the token.
 *
 * @throws TokenError `token-sign-failed` when the signature does not verify with `publicKey`.
 */
export async function signAndVerify(
  session: Session,
  key: SigningKey,
  publicKey: KeyObject,
): Promise<TriedSignature> {
  const message = Buffer.concat([Buffer.from('sealwright token self-test\n'), randomBytes(32)]);
  const digestName = digestOf(key.algorithm);
  const digest = createHash(digestName).update(message).digest();
  const signature = await signDigest(session, key, digest);
  const verifier =
    schemeOf(key.algorithm) === 'rsa-pss'
      ? {
          key: publicKey,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
        }
      : publicKey;
  if (!verify(digestName, message, verifier, signature)) {
    throw new TokenError('token-sign-failed', 'The token answered a signature that its public key refuses.');
  }
  return { digest, signature };
}

function signingInput(key: SigningKey, digest: Uint8Array): Buffer {
  const name = digestOf(key.algorithm);
  if (digest.length !== digestByteLength(name)) {
    throw new TokenError(
      'token-sign-failed',
      `${key.algorithm} signs a digest of ${digestByteLength(name)} bytes, not of ${digest.length}.`,
    );
  }
  if (key.mechanism.input === 'digest-info') return digestInfo(digest, name);
  if (key.mechanism.input === 'pss-block') return encodePss(digest, name, key.modulusBits);
  const curve = curveOf(key.algorithm);
  // ECDSA takes the leftmost bits of a longer digest (FIPS 186-5 § 6.4.1); some tokens refuse it instead.
  return Buffer.from(curve ? digest.subarray(0, numberByteLengths[curve]) : digest);
}
