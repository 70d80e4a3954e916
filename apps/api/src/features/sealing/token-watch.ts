import { type KeyProbe, refuseUnfitKey, TokenError } from '@sealwright/signing-core/pkcs11';
import type { NewCause } from '../../domain/seal.js';
import type { Clock } from '../../ports/clock.js';
import { type SealToken, SealTokenError } from '../../ports/seal-token.js';
import type { ServiceHealth } from '../../ports/service-health.js';
import type { ActiveSealKey } from './active-seal-key.js';
import { needsAct } from './seal-causes.js';

export interface KeyRegistry {
  /** Writes down the probed key and its certificates and answers it for use. @throws SealTokenError */
  register(probe: KeyProbe): Promise<ActiveSealKey>;
  noteSelfTest(active: ActiveSealKey): Promise<void>;
  noteFailure(active: ActiveSealKey | null, code: string): Promise<void>;
}

export interface TokenWatchParts {
  readonly token: SealToken;
  readonly registry: KeyRegistry;
  readonly health: ServiceHealth;
  readonly clock: Clock;
  readonly softTokenAllowed: boolean;
  /** Called each time sealing becomes possible again. */
  readonly onReady: () => Promise<void>;
  readonly log: (fact: { readonly message: string; readonly error?: unknown }) => void;
}

export interface TokenTrouble extends NewCause {
  readonly nextAttemptAt: Date | null;
}

const selfTestEveryMs = 5 * 60_000;
const reportEveryMs = 10_000;
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

/**
 * Knows whether the key may be used right now, and says so on the health page. Nothing is sealed before the key was
 * probed and has made a real signature; a token that went away is fetched back by recover(); after a wrong PIN nothing
 * happens until the PIN changes.
 */
export class TokenWatch {
  private ready: ActiveSealKey | null = null;
  private problem: TokenTrouble | null = null;
  private failures = 0;
  private testedAtMs = 0;
  private reportedAtMs = 0;
  private busy = false;

  constructor(private readonly parts: TokenWatchParts) {}

  /** The key, while it may be used. */
  get active(): ActiveSealKey | null {
    return this.problem ? null : this.ready;
  }

  get trouble(): TokenTrouble | null {
    return this.problem;
  }

  /** Called every second: opens, recovers, tests and reports as the moment asks. Never throws. */
  async tick(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const nowMs = this.parts.clock.now().getTime();
      if (this.shouldOpen(nowMs)) await this.open();
      else if (this.active && nowMs - this.testedAtMs >= selfTestEveryMs) await this.selfTest();
      if (nowMs - this.reportedAtMs >= reportEveryMs) await this.report();
    } finally {
      this.busy = false;
    }
  }

  /** A seal met this: stop sealing and look at the token. */
  async noticeFault(cause: NewCause): Promise<void> {
    if (this.problem) return;
    await this.fall(cause);
  }

  private shouldOpen(nowMs: number): boolean {
    if (!this.problem) return this.ready === null;
    if (this.problem.nextAttemptAt === null) return this.parts.token.pinChanged();
    return nowMs >= this.problem.nextAttemptAt.getTime();
  }

  private async open(): Promise<void> {
    try {
      if (this.problem) await this.parts.token.recover();
      const probe = await this.parts.token.probe();
      refuseUnfitKey(probe, { softTokenAllowed: this.parts.softTokenAllowed });
      const active = await this.parts.registry.register(probe);
      await this.parts.token.selfTest();
      await this.parts.registry.noteSelfTest(active);
      await this.rise(active);
    } catch (error) {
      this.parts.log({ message: 'the token cannot be used', error });
      await this.fall(toCause(error));
    }
  }

  private async selfTest(): Promise<void> {
    try {
      const { ready } = this;
      assertValidNow(ready, this.parts.clock.now());
      await this.parts.token.selfTest();
      if (ready) await this.parts.registry.noteSelfTest(ready);
      this.testedAtMs = this.parts.clock.now().getTime();
    } catch (error) {
      await this.fall(toCause(error));
    }
  }

  private async rise(active: ActiveSealKey): Promise<void> {
    assertValidNow(active, this.parts.clock.now());
    this.ready = active;
    this.problem = null;
    this.failures = 0;
    this.testedAtMs = this.parts.clock.now().getTime();
    await this.report();
    await this.parts.onReady();
  }

  private async fall(cause: NewCause): Promise<void> {
    this.failures += 1;
    const retryMs = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(10, this.failures - 1));
    const nowMs = this.parts.clock.now().getTime();
    this.problem = { ...cause, nextAttemptAt: cause.retry === 'never' ? null : new Date(nowMs + retryMs) };
    if (this.failures === 1) await quietly(this.parts.registry.noteFailure(this.ready, cause.code));
    await this.report();
  }

  private async report(): Promise<void> {
    const { problem } = this;
    const ok = { state: 'ok' as const, code: null, detail: 'Ready to seal.', nextAttemptAt: null };
    const bad = problem && {
      state: problem.retry === 'never' ? ('failed' as const) : ('waiting' as const),
      code: problem.code,
      detail: problem.detail,
      nextAttemptAt: problem.nextAttemptAt,
    };
    const done = await quietly(this.parts.health.report({ name: 'sealer', ...(bad ?? ok) }));
    if (done) this.reportedAtMs = this.parts.clock.now().getTime();
  }
}

function assertValidNow(active: ActiveSealKey | null, now: Date): void {
  if (!active) return;
  const { notBefore, notAfter } = active.key;
  if (now > notAfter)
    throw new CertificateOutOfDate(
      'seal-certificate-expired',
      `The seal certificate expired on ${day(notAfter)}. Renew it; nothing is sealed until then.`,
    );
  if (now < notBefore)
    throw new CertificateOutOfDate(
      'seal-certificate-not-yet-valid',
      `The seal certificate becomes valid on ${day(notBefore)}. Check the clock.`,
    );
}

class CertificateOutOfDate extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

function toCause(error: unknown): NewCause {
  if (error instanceof SealTokenError || error instanceof TokenError) {
    return { code: error.code, detail: error.message, retry: needsAct(error.code) ? 'never' : 'later' };
  }
  if (error instanceof CertificateOutOfDate)
    return { code: error.code, detail: error.message, retry: 'later' };
  return {
    code: 'token-check-failed',
    detail: 'The token could not be checked; the reason is in the log.',
    retry: 'later',
  };
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** The database may be away too; the next tick says it again. */
async function quietly(work: Promise<unknown>): Promise<boolean> {
  return await work.then(
    () => true,
    () => false,
  );
}
