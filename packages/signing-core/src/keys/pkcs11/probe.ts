import type { Handle } from 'pkcs11js';
import type { SignatureAlgorithm } from '../digest-signer.js';
import { CKA, mechanismName } from './cryptoki.js';
import { attemptExport, type ExportAttempt } from './export-attempts.js';
import { findPrivateKey, type KeyName } from './find-key.js';
import type { TokenDescription } from './find-slot.js';
import { readBytes, readFlag, readNumber, readText } from './read-attribute.js';
import type { Session } from './session-pool.js';
import { TokenError } from './token-error.js';

/** Attributes as the token states them (PKCS#11 v2.40 § 4.8); null where it does not say. */
export interface KeyAttributes {
  readonly sensitive: boolean | null;
  readonly alwaysSensitive: boolean | null;
  readonly extractable: boolean | null;
  readonly neverExtractable: boolean | null;
  readonly local: boolean | null;
  readonly modifiable: boolean | null;
  readonly copyable: boolean | null;
  /** e.g. `CKM_EC_KEY_PAIR_GEN`; null for an imported key. */
  readonly keyGenMechanism: string | null;
}

/** Answer to "may this key be exported?": what the token says, and what it did when we tried. */
export interface KeyProbe {
  readonly label: string;
  readonly idHex: string;
  /** What a seal is signed with; null when this token can make none with this key. */
  readonly algorithm: SignatureAlgorithm | null;
  /** Everything key and token can do, the preferred one first. */
  readonly usableAlgorithms: readonly SignatureAlgorithm[];
  readonly spkiDer: Uint8Array | null;
  readonly attributes: KeyAttributes;
  readonly attempts: readonly ExportAttempt[];
  /** `generated-in-token`: born there and never outside, by the token's own word. */
  readonly origin: 'generated-in-token' | 'imported' | 'unknown';
  readonly exportable: boolean;
  /** Made by a software token: attributes are then a byte in a file, not custody. */
  readonly soft: boolean;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
}

/** Reads the key's attributes, then tries to get it out; nothing in the token is different afterwards. */
export function probeKey(
  session: Session,
  token: TokenDescription,
  name: KeyName,
  publicHalf: Pick<KeyProbe, 'algorithm' | 'usableAlgorithms' | 'spkiDer'>,
): KeyProbe {
  const key = findPrivateKey(session, name);
  const attributes = readKeyAttributes(session, key);
  const attempts = attemptExport(session, key, readNumber(session, key, CKA.KEY_TYPE));
  return {
    label: readText(session, key, CKA.LABEL),
    idHex: readBytes(session, key, CKA.ID)?.toString('hex') ?? '',
    ...publicHalf,
    attributes,
    attempts,
    origin: originOf(attributes),
    exportable: isExportable(attributes, attempts),
    soft: token.soft,
    manufacturer: token.manufacturer,
    model: token.model,
    serial: token.serial,
  };
}

/**
 * The rule of promise 1: no seal with a key that can leave its token, and none with a software token unless
 * that was allowed on purpose.
 *
 * @throws TokenError `token-key-exportable` or `token-soft-refused`.
 */
export function refuseUnfitKey(probe: KeyProbe, policy: { softTokenAllowed: boolean }): void {
  if (probe.exportable) {
    throw new TokenError(
      'token-key-exportable',
      `The key ${JSON.stringify(probe.label)} can leave its token, so nothing is signed with it; generate one in the token that cannot.`,
    );
  }
  if (probe.soft && !policy.softTokenAllowed) {
    throw new TokenError(
      'token-soft-refused',
      'The token is made of software, which protects no key in production; use an HSM, or set ALLOW_SOFT_TOKEN=yes to accept that knowingly.',
    );
  }
}

/** Pure classification, so that each row of the policy has a test without a token. */
export function originOf(attributes: KeyAttributes): KeyProbe['origin'] {
  const { local, alwaysSensitive, neverExtractable } = attributes;
  if (local && alwaysSensitive && neverExtractable) return 'generated-in-token';
  return local === false ? 'imported' : 'unknown';
}

/** A token that will not say whether a key is sensitive or extractable gets the benefit of no doubt. */
export function isExportable(attributes: KeyAttributes, attempts: readonly ExportAttempt[]): boolean {
  if (attempts.some((attempt) => attempt.outcome === 'succeeded')) return true;
  return attributes.extractable !== false || attributes.sensitive !== true;
}

/** What the token says of the key, without trying anything. */
export function readKeyAttributes(session: Session, key: Handle): KeyAttributes {
  const mechanism = readNumber(session, key, CKA.KEY_GEN_MECHANISM);
  return {
    sensitive: readFlag(session, key, CKA.SENSITIVE),
    alwaysSensitive: readFlag(session, key, CKA.ALWAYS_SENSITIVE),
    extractable: readFlag(session, key, CKA.EXTRACTABLE),
    neverExtractable: readFlag(session, key, CKA.NEVER_EXTRACTABLE),
    local: readFlag(session, key, CKA.LOCAL),
    modifiable: readFlag(session, key, CKA.MODIFIABLE),
    copyable: readFlag(session, key, CKA.COPYABLE),
    keyGenMechanism: mechanism === null ? null : mechanismName(mechanism),
  };
}
