import { randomBytes } from 'node:crypto';
import {
  type CollectValidationData,
  parseCertificate,
  SigningError,
  type TimestampImprint,
  type TimestampToken,
} from '@sealwright/signing-core';
import type { NewCause } from '../../domain/seal.js';
import type { SealingDeployment } from '../../domain/sealing-policy.js';
import type { Clock } from '../../ports/clock.js';
import type { ServiceHealth } from '../../ports/service-health.js';
import type {
  AuthorityAnswer,
  AuthorityStatus,
  TimestampAuthorities,
} from '../../ports/timestamp-authorities.js';
import type { AuthorityReply, Timestamping } from '../../ports/timestamping.js';
import type { Stamper } from './assemble-seal.js';
import { waitingFor } from './timestamp-causes.js';

export interface TimestampWatchParts {
  readonly timestamping: Timestamping;
  readonly authorities: TimestampAuthorities;
  readonly health: ServiceHealth;
  readonly clock: Clock;
  readonly deployment: SealingDeployment;
  /** Called each time timestamps can be had again. */
  readonly onReady: () => Promise<void>;
  readonly log: (fact: { readonly message: string; readonly error?: unknown }) => void;
}

const probeEveryMs = 5 * 60_000;
const reportEveryMs = 10_000;
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

interface Watched {
  status: AuthorityStatus | null;
  failures: number;
  nextProbeAtMs: number;
}

/**
 * Knows which timestamp authorities answer right now, and says so. A probe is a real request over random bytes, checked
 * like any other token. While none answers, no seal that needs one is begun: the token would sign in vain each time.
 */
export class TimestampWatch implements Stamper {
  private readonly watched: ReadonlyMap<string, Watched>;
  private reportedAtMs = 0;
  private described = false;
  private wasTroubled = false;
  private busy = false;

  constructor(private readonly parts: TimestampWatchParts) {
    const fresh = () => ({ status: null, failures: 0, nextProbeAtMs: 0 });
    this.watched = new Map(parts.timestamping.names.map((name) => [name, fresh()]));
  }

  /** Why no timestamp can be had right now; null while some authority may be asked. */
  get trouble(): NewCause | null {
    const all = [...this.watched.values()].map(({ status }) => status);
    if (all.some((status) => status === null || status.state === 'ok') && all.length > 0) return null;
    return waitingFor(
      all.filter((status) => status !== null),
      this.parts.clock.now(),
    );
  }

  /** Room to reserve for a token, in bytes: the longest one met so far; null before the first. */
  get tokenByteLength(): number | null {
    const met = [...this.watched.values()].map(({ status }) => status?.answer?.tokenByteLength ?? 0);
    return Math.max(0, ...met) || null;
  }

  get collect(): CollectValidationData {
    return this.parts.timestamping.collect;
  }

  trustedRootsPem(): readonly string[] {
    return this.parts.timestamping.trustedRootsPem();
  }

  /** Asks those that answered last first, in the operator's order, then the others. @throws SigningError */
  readonly stamp = async (imprint: TimestampImprint): Promise<TimestampToken> => {
    for (const name of this.inOrder()) {
      const token = await this.ask(name, imprint);
      if (token) return token;
    }
    const cause = this.trouble ?? waitingFor([], this.parts.clock.now());
    throw new SigningError(
      cause.code === 'timestamp-invalid' ? 'timestamp-invalid' : 'timestamp-unavailable',
      cause.detail,
    );
  };

  /** Called every second: probes and reports as the moment asks. Never throws. */
  async tick(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const nowMs = this.parts.clock.now().getTime();
      const due = [...this.watched].filter(([, { nextProbeAtMs }]) => nextProbeAtMs <= nowMs);
      await Promise.all(due.map(([name]) => this.probe(name)));
      await this.releaseWhenBack();
      if (due.length > 0 || nowMs - this.reportedAtMs >= reportEveryMs) await this.report();
    } finally {
      this.busy = false;
    }
  }

  private inOrder(): string[] {
    const answers = (name: string) => this.watched.get(name)?.status?.state !== 'waiting';
    const names = [...this.watched.keys()];
    return [...names.filter(answers), ...names.filter((name) => !answers(name))];
  }

  private async ask(name: string, imprint: TimestampImprint): Promise<TimestampToken | null> {
    const askedAt = this.parts.clock.now();
    const reply = await this.parts.timestamping.ask(name, imprint);
    this.note(reply, askedAt);
    return 'token' in reply.outcome ? reply.outcome.token : null;
  }

  private async probe(name: string): Promise<void> {
    try {
      const imprint = { digestAlgorithm: 'sha256' as const, digest: Uint8Array.from(randomBytes(32)) };
      await this.ask(name, imprint);
    } catch (error) {
      const outcome = { code: 'timestamp-unavailable', detail: 'It could not be asked.' } as const;
      this.note({ name, outcome }, this.parts.clock.now());
      this.parts.log({ message: 'a timestamp authority could not be asked', error });
    }
  }

  /** Once for each time it ended, whoever noticed: a probe, or a seal that asked. */
  private async releaseWhenBack(): Promise<void> {
    const isBack = this.wasTroubled && this.trouble === null;
    this.wasTroubled = this.trouble !== null;
    if (!isBack) return;
    await this.parts.onReady().catch((error: unknown) => {
      this.parts.log({ message: 'seals that wait for a timestamp sit out their pause', error });
    });
  }

  private note({ name, outcome }: AuthorityReply, askedAt: Date): void {
    const watched = this.watched.get(name);
    if (!watched) return;
    const now = this.parts.clock.now();
    const before = watched.status;
    const answered = 'token' in outcome;
    watched.failures = answered ? 0 : watched.failures + 1;
    const pauseMs = answered ? probeEveryMs : retryMs(watched.failures);
    watched.nextProbeAtMs = now.getTime() + pauseMs;
    const code = answered ? null : outcome.code;
    const detail = answered ? 'Gives valid timestamps.' : outcome.detail;
    watched.status = {
      ...{ name, code, detail, checkedAt: now, state: answered ? 'ok' : 'waiting' },
      since: before !== null && before.code === code ? before.since : now,
      nextAttemptAt: answered ? null : new Date(watched.nextProbeAtMs),
      answer: answered ? toAnswer(outcome.token, askedAt, now) : (before?.answer ?? null),
    };
  }

  private async report(): Promise<void> {
    const all = [...this.watched.values()].flatMap(({ status }) => (status ? [status] : []));
    try {
      if (!this.described) await this.parts.authorities.describeDeployment(this.parts.deployment);
      this.described = true;
      await this.parts.authorities.report(all);
      await this.parts.health.report({ name: 'timestamps', ...this.summary(all) });
      this.reportedAtMs = this.parts.clock.now().getTime();
    } catch {
      // The database may be away too; the next tick says it again.
    }
  }

  private summary(all: readonly AuthorityStatus[]) {
    const { trouble } = this;
    if (all.length === 0) {
      const detail = 'No timestamp authority is configured; files are sealed at level B-B.';
      return { state: 'ok' as const, code: null, detail, nextAttemptAt: null };
    }
    if (trouble === null) {
      const answering = all.filter(({ state }) => state === 'ok').length;
      const detail = `${answering} of ${all.length} timestamp authorities answer.`;
      return { state: 'ok' as const, code: null, detail, nextAttemptAt: null };
    }
    const next = Math.min(
      ...all.map(({ nextAttemptAt }) => nextAttemptAt?.getTime() ?? Number.POSITIVE_INFINITY),
    );
    const nextAttemptAt = Number.isFinite(next) ? new Date(next) : null;
    return { state: 'waiting' as const, code: trouble.code, detail: trouble.detail, nextAttemptAt };
  }
}

/** Milliseconds until an authority that failed this often is asked again. */
function retryMs(failures: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(10, failures - 1));
}

function toAnswer(token: TimestampToken, askedAt: Date, at: Date): AuthorityAnswer {
  const signer = parseCertificate(token.signerCertificateDer);
  return {
    at,
    clockSkewMs: skewMs(token.time.getTime(), askedAt.getTime(), at.getTime()),
    tokenByteLength: token.der.length,
    signer: signer.displayName,
    signerNotAfter: signer.notAfter,
  };
}

/**
 * Most authorities tell whole seconds, and their moment lies anywhere between our question and their answer: only what is
 * outside of that is a difference between the clocks.
 */
function skewMs(toldMs: number, askedMs: number, answeredMs: number): number {
  if (toldMs > answeredMs) return toldMs - answeredMs;
  return Math.min(0, toldMs + 1_000 - askedMs);
}
