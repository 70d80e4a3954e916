import type { KeyObject } from 'node:crypto';
import type { Mechanism } from 'pkcs11js';
import {
  type DigestName,
  digestByteLength,
  digestOf,
  type SignatureAlgorithm,
  schemeOf,
} from '../digest-signer.js';
import { CKG, CKM, mechanismName } from './cryptoki.js';
import { algorithmsOf, describeKind } from './key-kind.js';
import { TokenError } from './token-error.js';

/** pkcs11js's own number for "the parameter is a CK_RSA_PKCS_PSS_PARAMS" (its CK_PARAMS_RSA_PSS). */
const pssParameterKind = 5;

const hashMechanisms: Readonly<Record<DigestName, { hashAlg: number; mgf: number }>> = {
  sha256: { hashAlg: CKM.SHA256, mgf: CKG.MGF1_SHA256 },
  sha384: { hashAlg: CKM.SHA384, mgf: CKG.MGF1_SHA384 },
  sha512: { hashAlg: CKM.SHA512, mgf: CKG.MGF1_SHA512 },
};

/** How this token makes a signature from a finished digest. */
export interface SigningMechanism {
  readonly mechanism: Mechanism;
  /** `digest`: as it is; `digest-info`: in its DigestInfo; `pss-block`: padded here, for a token that only has raw RSA. */
  readonly input: 'digest' | 'digest-info' | 'pss-block';
}

/**
 * The mechanism for an algorithm, or null when the token offers none. A token that only offers "hash and sign"
 * (CKM_ECDSA_SHA256) would need the message itself, which never reaches it.
 */
export function signingMechanism(
  algorithm: SignatureAlgorithm,
  offered: ReadonlySet<number>,
): SigningMechanism | null {
  const candidates: readonly SigningMechanism[] = wanted[schemeOf(algorithm)](digestOf(algorithm));
  return candidates.find(({ mechanism }) => offered.has(mechanism.mechanism)) ?? null;
}

/** Algorithms that key and token can do together, the preferred one first; empty when none. */
export function usableAlgorithms(publicKey: KeyObject, offered: ReadonlySet<number>): SignatureAlgorithm[] {
  return algorithmsOf(publicKey).filter((algorithm) => signingMechanism(algorithm, offered) !== null);
}

/**
 * The algorithm to sign with: the wish, or the preferred one of those that key and token can do.
 *
 * @throws TokenError `token-key-unsupported`, naming the missing mechanism and what would work instead.
 */
export function chooseAlgorithm(
  publicKey: KeyObject,
  offered: ReadonlySet<number>,
  wish?: SignatureAlgorithm,
): SignatureAlgorithm {
  const usable = usableAlgorithms(publicKey, offered);
  const instead = usable.length === 0 ? '' : ` It can make: ${usable.join(', ')}.`;
  if (wish !== undefined && !algorithmsOf(publicKey).includes(wish)) {
    throw unsupported(`A key of the kind ${describeKind(publicKey)} cannot sign with ${wish}.${instead}`);
  }
  const chosen = wish === undefined ? usable[0] : usable.find((each) => each === wish);
  if (chosen) return chosen;
  const missing = missingMechanisms(wish === undefined ? algorithmsOf(publicKey) : [wish]);
  throw unsupported(
    `The token cannot sign a finished digest with ${wish ?? 'this key'}: it does not offer ${missing}.${instead}`,
  );
}

const wanted = {
  ecdsa: (): SigningMechanism[] => [{ mechanism: { mechanism: CKM.ECDSA }, input: 'digest' }],
  'rsa-pkcs1': (): SigningMechanism[] => [{ mechanism: { mechanism: CKM.RSA_PKCS }, input: 'digest-info' }],
  'rsa-pss': (digest: DigestName): SigningMechanism[] => {
    // A variable of its own: the binding's type knows only the first member of its parameter objects.
    const parameter = {
      type: pssParameterKind,
      ...hashMechanisms[digest],
      saltLen: digestByteLength(digest),
    };
    return [
      { mechanism: { mechanism: CKM.RSA_PKCS_PSS, parameter }, input: 'digest' },
      { mechanism: { mechanism: CKM.RSA_X_509 }, input: 'pss-block' },
    ];
  },
};

function missingMechanisms(algorithms: readonly SignatureAlgorithm[]): string {
  const all = algorithms.flatMap((algorithm) => wanted[schemeOf(algorithm)](digestOf(algorithm)));
  return [...new Set(all.map(({ mechanism }) => mechanismName(mechanism.mechanism)))].join(' or ');
}

function unsupported(sentence: string): TokenError {
  return new TokenError('token-key-unsupported', sentence);
}
