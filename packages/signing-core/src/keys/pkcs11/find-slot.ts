import type { Handle, PKCS11, TokenInfo } from 'pkcs11js';
import { CKF } from './cryptoki.js';
import type { Pkcs11Uri } from './pkcs11-uri.js';
import { TokenError } from './token-error.js';
import { cryptokiCode } from './translate-error.js';

/** A token as it introduces itself; texts are trimmed of Cryptoki's padding. */
export interface TokenDescription {
  readonly slotId: number;
  readonly label: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly initialised: boolean;
  readonly userPinSet: boolean;
  /** The PIN is typed on the token itself (CKF_PROTECTED_AUTHENTICATION_PATH). */
  readonly hasKeypad: boolean;
  readonly pinState: 'ok' | 'count-low' | 'final-try' | 'locked';
  /** The manufacturer makes keys in software: good for development, no custody. */
  readonly soft: boolean;
}

export interface FoundSlot {
  readonly handle: Handle;
  readonly token: TokenDescription;
}

/** Tokens whose keys lie as files on the same machine; whoever copies the file has the key. */
const softwareMakers = /softhsm|mozilla|kryoptic/i;

/** Every present token, in slot order. A slot whose token cannot be read is skipped. */
export function listSlots(calls: PKCS11): FoundSlot[] {
  return calls.C_GetSlotList(true).flatMap((handle) => {
    try {
      return [{ handle, token: describe(handle, calls.C_GetTokenInfo(handle)) }];
    } catch (error) {
      if (cryptokiCode(error) === null) throw error;
      return [];
    }
  });
}

/**
 * The one token a URI names.
 *
 * @throws TokenError `token-not-found`, or `token-ambiguous` when two tokens answer to the same description:
 * taking either would be signing with a key nobody chose.
 */
export function findSlot(calls: PKCS11, uri: Pkcs11Uri): FoundSlot {
  const matches = listSlots(calls).filter(({ token }) => token.initialised && matchesUri(token, uri));
  const [first, second] = matches;
  const wanted = uri.token === undefined ? 'that the URI describes' : `labelled ${JSON.stringify(uri.token)}`;
  if (!first) {
    throw new TokenError('token-not-found', `No token ${wanted} is present; check that it is plugged in.`);
  }
  if (second) {
    throw new TokenError(
      'token-ambiguous',
      `More than one token ${wanted} is present; add serial=… to the PKCS#11 URI.`,
    );
  }
  return first;
}

function matchesUri(token: TokenDescription, uri: Pkcs11Uri): boolean {
  return (
    (uri.token === undefined || uri.token === token.label) &&
    (uri.manufacturer === undefined || uri.manufacturer === token.manufacturer) &&
    (uri.model === undefined || uri.model === token.model) &&
    (uri.serial === undefined || uri.serial === token.serial) &&
    (uri.slotId === undefined || uri.slotId === token.slotId)
  );
}

function describe(handle: Handle, info: TokenInfo): TokenDescription {
  const manufacturer = unpad(info.manufacturerID);
  return {
    slotId: Number(handle.readBigUInt64LE()),
    label: unpad(info.label),
    manufacturer,
    model: unpad(info.model),
    serial: unpad(info.serialNumber),
    initialised: hasFlag(info, CKF.TOKEN_INITIALIZED),
    userPinSet: hasFlag(info, CKF.USER_PIN_INITIALIZED),
    hasKeypad: hasFlag(info, CKF.PROTECTED_AUTHENTICATION_PATH),
    pinState: pinState(info),
    soft: softwareMakers.test(manufacturer),
  };
}

function pinState(info: TokenInfo): TokenDescription['pinState'] {
  if (hasFlag(info, CKF.USER_PIN_LOCKED)) return 'locked';
  if (hasFlag(info, CKF.USER_PIN_FINAL_TRY)) return 'final-try';
  return hasFlag(info, CKF.USER_PIN_COUNT_LOW) ? 'count-low' : 'ok';
}

function hasFlag(info: TokenInfo, flag: number): boolean {
  return (info.flags & flag) !== 0;
}

/** Cryptoki pads with blanks (PKCS#11 v2.40 § 3.1); some tools pad with zero bytes instead. */
function unpad(text: string): string {
  return text.replace(/[\0 ]+$/, '');
}
