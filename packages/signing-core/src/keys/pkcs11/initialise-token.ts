import { CKF, CKU } from './cryptoki.js';
import { CryptokiModule } from './cryptoki-module.js';
import { type FoundSlot, findSlot, listSlots, type TokenDescription } from './find-slot.js';
import { TokenError } from './token-error.js';
import { translateError } from './translate-error.js';

/** Tokens that the library shows, without logging in to any. @throws TokenError `token-module-missing`. */
export async function listTokens(modulePath: string): Promise<TokenDescription[]> {
  return withModule(modulePath, (module) => listSlots(module.calls).map((slot) => slot.token));
}

export interface InitialiseRequest {
  /** At most 32 bytes of UTF-8. */
  readonly label: string;
  readonly securityOfficerPin: string;
  readonly userPin: string;
  /** The slot whose token is meant; when left out, the first empty one. */
  readonly slotId?: number;
  /** Label of the initialised token that may be wiped, exactly as the token shows it. */
  readonly wipeLabel?: string;
}

/**
 * Initialises an empty token (C_InitToken, C_InitPIN). An initialised one is touched in two cases only: to set the
 * user PIN that an interrupted earlier run left unset, and when `wipeLabel` is its label, which destroys its keys.
 *
 * @throws TokenError `token-not-found` when there is no such slot or no empty one, `token-holds-keys` when the slot's
 * token is initialised, `token-pin-wrong` for another security officer's PIN, `token-request-refused`.
 */
export async function initialiseToken(
  modulePath: string,
  request: InitialiseRequest,
): Promise<TokenDescription> {
  const paddedLabel = padLabel(request.label);
  return withModule(modulePath, async ({ calls }) => {
    const slots = listSlots(calls);
    const target = chooseSlot(slots, request);
    // Some modules move a freshly initialised token to a slot of its own, so it is found again by what changed.
    if (target) calls.C_InitToken(target.handle, request.securityOfficerPin, paddedLabel);
    const slot = target
      ? findInitialised(listSlots(calls), target, slots, request.label)
      : findSlot(calls, { token: request.label });
    if (slot.token.userPinSet) return slot.token;
    const session = calls.C_OpenSession(slot.handle, CKF.SERIAL_SESSION | CKF.RW_SESSION);
    try {
      calls.C_Login(session, CKU.SO, request.securityOfficerPin);
      calls.C_InitPIN(session, request.userPin);
    } finally {
      calls.C_CloseSession(session);
    }
    return (listSlots(calls).find(({ handle }) => handle.equals(slot.handle)) ?? slot).token;
  });
}

/** The slot to initialise, or null when the token is there already and at most lacks its user PIN. */
function chooseSlot(slots: readonly FoundSlot[], request: InitialiseRequest): FoundSlot | null {
  if (request.slotId === undefined) {
    const known = slots.some(({ token }) => token.initialised && token.label === request.label);
    return known ? null : requireEmptySlot(slots);
  }
  const slot = slots.find(({ token }) => token.slotId === request.slotId);
  if (!slot) throw new TokenError('token-not-found', `The library shows no token in slot ${request.slotId}.`);
  if (!slot.token.initialised || slot.token.label === request.wipeLabel) return slot;
  throw new TokenError(
    'token-holds-keys',
    `The token ${JSON.stringify(slot.token.label)} in slot ${request.slotId} is initialised and may hold keys; initialising it again would destroy them.`,
  );
}

function findInitialised(
  now: readonly FoundSlot[],
  target: FoundSlot,
  before: readonly FoundSlot[],
  label: string,
): FoundSlot {
  const serialsBefore = new Set(
    before.filter(({ token }) => token.initialised && token.slotId !== target.token.slotId).map(serialOf),
  );
  const found = now.filter(
    (slot) => slot.token.initialised && slot.token.label === label && !serialsBefore.has(serialOf(slot)),
  );
  const [first, second] = found;
  if (first && !second) return first;
  throw new TokenError('token-not-found', 'The library does not show the token it has just initialised.');
}

function serialOf({ token }: FoundSlot): string {
  return `${token.manufacturer}\n${token.serial}`;
}

function requireEmptySlot(slots: readonly FoundSlot[]): FoundSlot {
  const empty = slots.find(({ token }) => !token.initialised);
  if (empty) return empty;
  throw new TokenError(
    'token-not-found',
    'The PKCS#11 library shows no empty token that could be initialised; name the slot of one that may be wiped.',
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
