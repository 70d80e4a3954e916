import { CKF, CKU } from './cryptoki.js';
import { CryptokiModule } from './cryptoki-module.js';
import { type FoundSlot, findSlot, listSlots, type TokenDescription } from './find-slot.js';
import { TokenError } from './token-error.js';
import { translateError } from './translate-error.js';

/** Tokens that the library shows, without logging in to any. @throws TokenError `token-module-missing`. */
export async function listTokens(modulePath: string): Promise<TokenDescription[]> {
  return withModule(modulePath, (module) => listSlots(module.calls).map((slot) => slot.token));
}

/**
 * Initialises the library's first empty token (C_InitToken, C_InitPIN). Never touches an initialised one, except
 * to set the user PIN that an interrupted earlier run of this function left unset.
 *
 * @throws TokenError `token-not-found` when no empty slot is there, `token-request-refused`.
 */
export async function initialiseToken(
  modulePath: string,
  request: { label: string; securityOfficerPin: string; userPin: string },
): Promise<TokenDescription> {
  return withModule(modulePath, async (module) => {
    const { calls } = module;
    if (!listSlots(calls).some(({ token }) => token.initialised && token.label === request.label)) {
      const empty = requireEmptySlot(listSlots(calls));
      // The label is 32 bytes padded with blanks (PKCS#11 v2.40 § 5.5); the binding would pad with zero bytes.
      calls.C_InitToken(empty.handle, request.securityOfficerPin, padLabel(request.label));
    }
    const slot = findSlot(calls, { token: request.label });
    if (slot.token.userPinSet) return slot.token;
    const session = calls.C_OpenSession(slot.handle, CKF.SERIAL_SESSION | CKF.RW_SESSION);
    try {
      calls.C_Login(session, CKU.SO, request.securityOfficerPin);
      calls.C_InitPIN(session, request.userPin);
    } finally {
      calls.C_CloseSession(session);
    }
    return findSlot(calls, { token: request.label }).token;
  });
}

function requireEmptySlot(slots: readonly FoundSlot[]): FoundSlot {
  const empty = slots.find(({ token }) => !token.initialised);
  if (empty) return empty;
  throw new TokenError(
    'token-not-found',
    'The PKCS#11 library shows no empty token that could be initialised.',
  );
}

function padLabel(label: string): string {
  const bytes = Buffer.byteLength(label);
  if (bytes > 32) {
    throw new TokenError('token-request-refused', 'A token label has at most 32 bytes.');
  }
  return label + ' '.repeat(32 - bytes);
}

async function withModule<T>(
  modulePath: string,
  work: (module: CryptokiModule) => Promise<T> | T,
): Promise<T> {
  const module = await CryptokiModule.acquire(modulePath);
  try {
    return await module.shared(async () => work(module));
  } catch (error) {
    throw translateError(error, 'token-request-refused', 'The token refused the request');
  } finally {
    await module.release();
  }
}
