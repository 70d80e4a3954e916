/**
 * The rules of one seal, without a database or a clock.
 *
 * A row decides that a document gets exactly one seal. A worker must hold the lease and name the fence it got with
 * it: every write compares the fence, so a worker that slept through its lease changes nothing.
 *
 *   due ──take──▶ leased ──finish──▶ done
 *    ▲              │ ├──wait──▶ waiting ──take (when its time has come)──▶ leased
 *    └──release─────┘ └──fail──▶ failed (a person must look; never because of a number of tries)
 *
 *   waiting, failed ──tryAgain (a person asked)──▶ due
 */
export const leaseMs = 2 * 60_000;
const firstBackoffMs = 2_000;
const longestBackoffMs = 10 * 60_000;
/** Of a wait that usually ends within a second or two. */
export const soonestMs = 1_000;
const longestSoonMs = 15_000;

export interface SealCause {
  readonly code: string;
  readonly detail: string;
  readonly since: Date;
}

interface Common {
  readonly fence: number;
  /** How often a worker has taken this seal. */
  readonly attempts: number;
  /** Digest recorded before the first call to the token; every later attempt must reach the same one. */
  readonly intentDigestHex: string | null;
}

export type DueSeal = Common & { readonly state: 'due' };
export type LeasedSeal = Common & {
  readonly state: 'leased';
  readonly leaseUntil: Date;
  readonly cause: SealCause | null;
};
export type WaitingSeal = Common & {
  readonly state: 'waiting';
  readonly cause: SealCause;
  /** Null: no clock helps, only an act (another PIN file, a restart). */
  readonly nextAttemptAt: Date | null;
};
export type DoneSeal = Common & {
  readonly state: 'done';
  readonly sealedSha256Hex: string;
  readonly doneAt: Date;
};
export type FailedSeal = Common & { readonly state: 'failed'; readonly cause: SealCause };
export type SealCondition = DueSeal | LeasedSeal | WaitingSeal | DoneSeal | FailedSeal;

/** Why a worker may not go on; `lost` means that another worker owns the seal now. */
export type SealRefusal = 'seal-lease-lost' | 'seal-not-due' | 'seal-digest-differs';

export class SealRefused extends Error {
  override readonly name = 'SealRefused';
  constructor(readonly code: SealRefusal) {
    super(code);
  }
}

/** Milliseconds until the next try: 2 s, doubled each time, 10 minutes at most. No number of tries ends it. */
export function backoffMs(attempts: number): number {
  return Math.min(longestBackoffMs, firstBackoffMs * 2 ** Math.min(20, Math.max(0, attempts - 1)));
}

/**
 * When a worker may take this seal; null when it may not at all. A lease that ran out means that its worker died: a
 * document that kills every worker is given ever longer rests, so that the others get through in between.
 */
export function takeableAt(seal: SealCondition): Date | null {
  switch (seal.state) {
    case 'due':
      return new Date(0);
    case 'waiting':
      return seal.nextAttemptAt;
    case 'leased':
      return new Date(seal.leaseUntil.getTime() + (seal.attempts > 2 ? backoffMs(seal.attempts) : 0));
    case 'done':
    case 'failed':
      return null;
  }
}

/** Throws `seal-not-due` when it is not this seal's time or another worker holds it. */
export function take(seal: SealCondition, now: Date): LeasedSeal {
  const from = takeableAt(seal);
  if (from === null || from > now) throw new SealRefused('seal-not-due');
  return {
    ...common(seal),
    state: 'leased',
    fence: seal.fence + 1,
    attempts: seal.attempts + 1,
    leaseUntil: new Date(now.getTime() + leaseMs),
    cause: 'cause' in seal ? seal.cause : null,
  };
}

/** Gives the holder another two minutes. */
export function renew(seal: SealCondition, fence: number, now: Date): LeasedSeal {
  return { ...held(seal, fence), leaseUntil: new Date(now.getTime() + leaseMs) };
}

/**
 * K4. A second digest for the same seal and key would mean that the inputs moved: an alarm, never a signature. With
 * another key (`keyChanged`) the earlier intent can no longer be carried out.
 */
export function intend(
  seal: SealCondition,
  fence: number,
  digestHex: string,
  keyChanged = false,
): LeasedSeal {
  const mine = held(seal, fence);
  if (!keyChanged && mine.intentDigestHex !== null && mine.intentDigestHex !== digestHex)
    throw new SealRefused('seal-digest-differs');
  return { ...mine, intentDigestHex: digestHex };
}

/** K9. */
export function finish(seal: SealCondition, fence: number, sealedSha256Hex: string, now: Date): DoneSeal {
  return { ...common(held(seal, fence)), state: 'done', sealedSha256Hex, doneAt: now };
}

/** A named cause stops the seal for now. `since` survives while the cause stays the same. */
export function wait(seal: SealCondition, fence: number, cause: NewCause, now: Date): WaitingSeal {
  const mine = held(seal, fence);
  const waiting = { ...common(mine), state: 'waiting', cause: dated(cause, mine.cause, now) } as const;
  if (cause.retry === 'never') return { ...waiting, nextAttemptAt: null };
  if (cause.retry === 'later') return { ...waiting, nextAttemptAt: after(now, backoffMs(mine.attempts)) };
  // Nothing was tried, so it does not count as a try: a real fault later must not find the longest rest.
  const nextAttemptAt = after(now, soonMs(now.getTime() - waiting.cause.since.getTime()));
  return { ...waiting, attempts: mine.attempts - 1, nextAttemptAt };
}

/** A second at first; a quarter of the time already waited when it takes long. */
function soonMs(waitedMs: number): number {
  return Math.min(longestSoonMs, Math.max(soonestMs, waitedMs / 4));
}

function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}

/** A person must look: the same inputs would fail the same way for ever. */
export function fail(seal: SealCondition, fence: number, cause: NewCause, now: Date): FailedSeal {
  const mine = held(seal, fence);
  return { ...common(mine), state: 'failed', cause: dated(cause, mine.cause, now) };
}

/** What stopped all seals is gone (the token is back, another PIN): no need to sit out the backoff. */
export function release(seal: WaitingSeal): DueSeal {
  return { ...common(seal), state: 'due', attempts: 0 };
}

export type StoppedSeal = WaitingSeal | FailedSeal;

export function isStopped(seal: SealCondition): seal is StoppedSeal {
  return seal.state === 'waiting' || seal.state === 'failed';
}

/**
 * A person had a look and asks for another try. The attempts stay: a document that kills every worker rests as long as
 * before. So does the intent: another try must reach the digest the first one wrote down.
 */
export function tryAgain(seal: StoppedSeal): DueSeal {
  return { ...common(seal), state: 'due' };
}

export interface NewCause {
  readonly code: string;
  readonly detail: string;
  /** `soon`: another part of the platform is about to end it. `later`: the clock may help. `never`: only an act helps. */
  readonly retry: 'soon' | 'later' | 'never';
}

function held(seal: SealCondition, fence: number): LeasedSeal {
  if (seal.state !== 'leased' || seal.fence !== fence) throw new SealRefused('seal-lease-lost');
  return seal;
}

function dated(cause: NewCause, earlier: SealCause | null, now: Date): SealCause {
  const since = earlier?.code === cause.code ? earlier.since : now;
  return { code: cause.code, detail: cause.detail, since };
}

function common(seal: Common): Common {
  return { fence: seal.fence, attempts: seal.attempts, intentDigestHex: seal.intentDigestHex };
}
