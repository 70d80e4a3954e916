import { parseCertificate, type TimestampToken } from '@sealwright/signing-core';
import type { Clock } from '../../ports/clock.js';
import type { AuthorityAnswer, AuthorityStatus } from '../../ports/timestamp-authorities.js';
import type { AuthorityReply } from '../../ports/timestamping.js';

const probeEveryMs = 5 * 60_000;
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

interface Known {
  status: AuthorityStatus | null;
  failures: number;
  nextProbeAtMs: number;
}

/** What each timestamp authority answered last, and when it is asked again. */
export class KnownAuthorities {
  private readonly known: ReadonlyMap<string, Known>;

  /** @param names in the operator's order */
  constructor(
    names: readonly string[],
    private readonly clock: Clock,
  ) {
    const fresh = () => ({ status: null, failures: 0, nextProbeAtMs: 0 });
    this.known = new Map(names.map((name) => [name, fresh()]));
  }

  /** Of those that were asked already. */
  get statuses(): AuthorityStatus[] {
    return [...this.known.values()].flatMap(({ status }) => (status ? [status] : []));
  }

  /** Whether one answers, or was not asked yet. */
  get hasHope(): boolean {
    return [...this.known.values()].some(({ status }) => status === null || status.state === 'ok');
  }

  /** Those that answered last first, in the operator's order, then the others. */
  inOrder(): string[] {
    const answers = (name: string) => this.known.get(name)?.status?.state !== 'waiting';
    const names = [...this.known.keys()];
    return [...names.filter(answers), ...names.filter((name) => !answers(name))];
  }

  dueAt(nowMs: number): string[] {
    return [...this.known].flatMap(([name, { nextProbeAtMs }]) => (nextProbeAtMs <= nowMs ? [name] : []));
  }

  note({ name, outcome }: AuthorityReply, askedAt: Date): void {
    const known = this.known.get(name);
    if (!known) return;
    const now = this.clock.now();
    const before = known.status;
    const answered = 'token' in outcome;
    known.failures = answered ? 0 : known.failures + 1;
    const pauseMs = answered ? probeEveryMs : retryMs(known.failures);
    known.nextProbeAtMs = now.getTime() + pauseMs;
    const code = answered ? null : outcome.code;
    const detail = answered ? 'Gives valid timestamps.' : outcome.detail;
    known.status = {
      ...{ name, code, detail, checkedAt: now, state: answered ? 'ok' : 'waiting' },
      since: before !== null && before.code === code ? before.since : now,
      nextAttemptAt: answered ? null : new Date(known.nextProbeAtMs),
      answer: answered ? toAnswer(outcome.token, askedAt, now) : (before?.answer ?? null),
    };
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
