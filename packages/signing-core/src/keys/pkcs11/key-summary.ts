import type { KeyObject } from 'node:crypto';
import type { Handle } from 'pkcs11js';
import type { SignatureAlgorithm } from '../digest-signer.js';
import { usableAlgorithms } from './choose-algorithm.js';
import { CKA } from './cryptoki.js';
import { findAllPrivateKeys, findAllPublicKeys, type KeyName } from './find-key.js';
import { describeKind } from './key-kind.js';
import type { KeyProbe } from './probe.js';
import { findPublicHalf } from './public-half.js';
import { readPublicKey, spkiDer } from './public-key.js';
import { readBytes, readText } from './read-attribute.js';
import type { Session } from './session-pool.js';
import { TokenError } from './token-error.js';

/** A key the token holds, without touching it. */
export interface KeySummary {
  readonly label: string;
  readonly idHex: string;
  /** False when only its public half could be seen, because nobody logged in. */
  readonly privateHalfSeen: boolean;
  /** e.g. `ecdsa-p384`, `rsa-2048`; `unknown` when the token shows no public half that seals can use. */
  readonly kind: string;
  /** What this token can sign with it; empty when it is not for seals. */
  readonly usableAlgorithms: readonly SignatureAlgorithm[];
  readonly spkiDer: Uint8Array | null;
}

export function summariseKeys(session: Session, offered: ReadonlySet<number>): KeySummary[] {
  const privateKeys = findAllPrivateKeys(session);
  const describe = (handle: Handle, publicKey: KeyObject | null, privateHalfSeen: boolean): KeySummary => ({
    label: readText(session, handle, CKA.LABEL),
    idHex: readBytes(session, handle, CKA.ID)?.toString('hex') ?? '',
    privateHalfSeen,
    kind: publicKey ? describeKind(publicKey) : 'unknown',
    usableAlgorithms: publicKey ? (tolerate(() => usableAlgorithms(publicKey, offered)) ?? []) : [],
    spkiDer: publicKey && spkiDer(publicKey),
  });
  if (privateKeys.length > 0) {
    return privateKeys.map((handle) => describe(handle, publicHalfOf(session, handle), true));
  }
  return findAllPublicKeys(session).map((handle) =>
    describe(
      handle,
      tolerate(() => readPublicKey(session, handle)),
      false,
    ),
  );
}

/** The public half as a probe reports it; all empty for a key that seals cannot use, which may still be probed. */
export function describePublicHalf(
  session: Session,
  name: KeyName,
  offered: ReadonlySet<number>,
  preferred: SignatureAlgorithm | undefined,
): Pick<KeyProbe, 'algorithm' | 'usableAlgorithms' | 'spkiDer'> {
  const publicKey = tolerate(() => findPublicHalf(session, name));
  if (!publicKey) return { algorithm: null, usableAlgorithms: [], spkiDer: null };
  const usable = tolerate(() => usableAlgorithms(publicKey, offered)) ?? [];
  const chosen = preferred === undefined ? usable[0] : usable.find((each) => each === preferred);
  return { algorithm: chosen ?? null, usableAlgorithms: usable, spkiDer: spkiDer(publicKey) };
}

function publicHalfOf(session: Session, privateKey: Handle): KeyObject | null {
  const label = readText(session, privateKey, CKA.LABEL);
  const idHex = readBytes(session, privateKey, CKA.ID)?.toString('hex') || undefined;
  return tolerate(() => findPublicHalf(session, { label, ...(idHex === undefined ? {} : { idHex }) }));
}

/** A key of a kind we do not use, or one of two that share a name, is listed all the same. */
function tolerate<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof TokenError && error.code.startsWith('token-key-')) return null;
    throw error;
  }
}
