import { randomBytes } from 'node:crypto';
import {
  type CollectValidationData,
  SigningError,
  type TimestampImprint,
  type TimestampToken,
} from '@sealwright/signing-core';
import type { NewCause } from '../../domain/seal.js';
import type { SealingDeployment } from '../../domain/sealing-policy.js';
import type { Clock } from '../../ports/clock.js';
import type { ServiceHealth } from '../../ports/service-health.js';
import type { TimestampAuthorities } from '../../ports/timestamp-authorities.js';
import type { Timestamping } from '../../ports/timestamping.js';
import type { Stamper } from './assemble-seal.js';
import { KnownAuthorities } from './known-authorities.js';
import { tellTimestamps } from './tell-timestamps.js';
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

const reportEveryMs = 10_000;

/**
 * Knows which timestamp authorities answer right now, and says so. A probe is a real request over random bytes, checked
 * like any other token. While none answers, no seal that needs one is begun: the token would sign in vain each time.
 */
export class TimestampWatch implements Stamper {
  private readonly authorities: KnownAuthorities;
  private reportedAtMs = 0;
  private described = false;
  /** At first: what an earlier process left waiting must not sit out its pause when the authority answers this one. */
  private wasTroubled = true;
  private busy = false;

  constructor(private readonly parts: TimestampWatchParts) {
    this.authorities = new KnownAuthorities(parts.timestamping.names, parts.clock);
  }

  /** Why no timestamp can be had right now; null while some authority may be asked. */
  get trouble(): NewCause | null {
    const { hasHope, statuses } = this.authorities;
    return hasHope ? null : waitingFor(statuses, this.parts.clock.now());
  }

  /** Room to reserve for a token, in bytes: the longest one met so far; null before the first. */
  get tokenByteLength(): number | null {
    const met = this.authorities.statuses.map(({ answer }) => answer?.tokenByteLength ?? 0);
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
    for (const name of this.authorities.inOrder()) {
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
      const due = this.authorities.dueAt(nowMs);
      await Promise.all(due.map((name) => this.probe(name)));
      await this.releaseWhenBack();
      if (due.length > 0 || nowMs - this.reportedAtMs >= reportEveryMs) await this.report();
    } finally {
      this.busy = false;
    }
  }

  private async ask(name: string, imprint: TimestampImprint): Promise<TimestampToken | null> {
    const askedAt = this.parts.clock.now();
    const reply = await this.parts.timestamping.ask(name, imprint);
    this.authorities.note(reply, askedAt);
    return 'token' in reply.outcome ? reply.outcome.token : null;
  }

  private async probe(name: string): Promise<void> {
    try {
      const imprint = { digestAlgorithm: 'sha256' as const, digest: Uint8Array.from(randomBytes(32)) };
      await this.ask(name, imprint);
    } catch (error) {
      const outcome = { code: 'timestamp-unavailable', detail: 'It could not be asked.' } as const;
      this.authorities.note({ name, outcome }, this.parts.clock.now());
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

  private async report(): Promise<void> {
    const all = this.authorities.statuses;
    try {
      if (!this.described) await this.parts.authorities.describeDeployment(this.parts.deployment);
      this.described = true;
      await this.parts.authorities.report(all);
      await this.parts.health.report(tellTimestamps(all, this.trouble));
      this.reportedAtMs = this.parts.clock.now().getTime();
    } catch {
      // The database may be away too; the next tick says it again.
    }
  }
}
