import { CKR, cryptokiName } from './cryptoki.js';
import { TokenError, type TokenErrorCode } from './token-error.js';

/** The session, its handles or the device are gone: only `recover()` (finalize and initialize) helps. */
const lostCodes = new Set<number>([
  CKR.GENERAL_ERROR,
  CKR.DEVICE_ERROR,
  CKR.DEVICE_REMOVED,
  CKR.KEY_HANDLE_INVALID,
  CKR.OBJECT_HANDLE_INVALID,
  CKR.SESSION_CLOSED,
  CKR.SESSION_HANDLE_INVALID,
  CKR.TOKEN_NOT_PRESENT,
  CKR.TOKEN_NOT_RECOGNIZED,
  CKR.USER_NOT_LOGGED_IN,
  CKR.CRYPTOKI_NOT_INITIALIZED,
]);

const pinSentences = new Map<number, readonly [TokenErrorCode, string]>([
  [CKR.PIN_INCORRECT, ['token-pin-wrong', wrongPin()]],
  [CKR.PIN_INVALID, ['token-pin-wrong', wrongPin()]],
  [CKR.PIN_LEN_RANGE, ['token-pin-wrong', wrongPin()]],
  [CKR.PIN_LOCKED, ['token-pin-locked', 'The token has locked its PIN; unlock it with the vendor’s tool.']],
  [
    CKR.PIN_EXPIRED,
    ['token-pin-locked', 'The PIN of the token has expired; set a new one with the vendor’s tool.'],
  ],
  [
    CKR.USER_PIN_NOT_INITIALIZED,
    ['token-pin-locked', 'The token has no user PIN yet; set one with the vendor’s tool.'],
  ],
]);

function wrongPin(): string {
  return 'The token refused the PIN. It is not tried again, because repeated tries lock a token: correct the PIN, then restart.';
}

/**
 * Cryptoki return value of an error thrown by the binding, or null for any other error. Most calls throw a
 * `Pkcs11Error` with a `code`; some (C_SetAttributeValue in 2.1.7) throw a bare `Error` reading `CKR_NAME:number`.
 */
export function cryptokiCode(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'Pkcs11Error' && 'code' in error && typeof error.code === 'number') return error.code;
  const bare = bareRefusal.exec(error.message);
  return bare ? Number(bare[2]) : null;
}

/** Name of the return value, e.g. `CKR_ATTRIBUTE_SENSITIVE`; null when the error is not Cryptoki's. */
export function refusalName(error: unknown): string | null {
  const code = cryptokiCode(error);
  if (code === null || !(error instanceof Error)) return null;
  return cryptokiName({ code, message: bareRefusal.exec(error.message)?.[1] ?? error.message });
}

const bareRefusal = /^(CKR_\w+):(\d+)/;

/**
 * Turns what the binding threw into a TokenError. `otherwise` is used for return values that mean neither a
 * lost token nor a PIN; errors that are not Cryptoki's are passed through unchanged.
 */
export function translateError(error: unknown, otherwise: TokenErrorCode, sentence: string): unknown {
  const code = cryptokiCode(error);
  if (code === null) return error;
  const name = refusalName(error);
  const pin = pinSentences.get(code);
  if (pin) return new TokenError(pin[0], pin[1], { cause: error, cryptokiName: name });
  if (lostCodes.has(code)) {
    return new TokenError('token-lost', `The token no longer answers (${name}); it may have been removed.`, {
      cause: error,
      cryptokiName: name,
    });
  }
  return new TokenError(otherwise, `${sentence} (${name}).`, { cause: error, cryptokiName: name });
}
