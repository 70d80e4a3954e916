import { RunEvery } from '../../pace/run-every.js';
import type { Clock } from '../../ports/clock.js';
import type { LogStore } from '../../ports/log-store.js';
import type { ServiceHealth } from '../../ports/service-health.js';
import { toLogCause } from './log-causes.js';
import type { Sequencer } from './sequencer.js';

export interface SequencerLoopParts {
  readonly sequencer: Pick<Sequencer, 'run'>;
  readonly store: Pick<LogStore, 'hasPending' | 'standing'>;
  readonly health: ServiceHealth;
  readonly batchSize: number;
  readonly clock: Clock;
  /** Never set back, unlike the clock. */
  readonly uptimeMs: () => number;
  readonly log: (fact: { readonly message: string; readonly error?: unknown }) => void;
}

const tickMs = 200;
/** Between the beginnings of two rounds: each of them is one signature of the token. */
const roundEveryMs = 500;
/** Without events: what another process added to the last checkpoint is shown this soon. */
const idleRoundEveryMs = 1_000;
const reportEveryMs = 10_000;
const firstRetryMs = 500;
const longestRetryMs = 10_000;

/** Keeps the sequencer going for as long as the process lives, and says on the health page what it waits for. */
export class SequencerLoop {
  private readonly pace = new RunEvery(tickMs, () => this.tick());
  private roundAtMs = -idleRoundEveryMs;
  private retryAtMs = 0;
  private reportedAtMs = -reportEveryMs;
  private failures = 0;

  constructor(private readonly parts: SequencerLoopParts) {}

  start(): void {
    this.pace.start();
  }

  /** Lets the round at hand finish. */
  stop(): Promise<void> {
    return this.pace.stop();
  }

  private async tick(): Promise<void> {
    const nowMs = this.parts.uptimeMs();
    if (nowMs < this.retryAtMs) return;
    try {
      if (!(await this.isDue(nowMs))) return;
      // Only a round of our own that went well says so.
      if (!(await this.runRounds())) return;
      if (this.failures > 0 || nowMs - this.reportedAtMs >= reportEveryMs) await this.reportWell();
      this.failures = 0;
    } catch (error) {
      await this.fail(error);
    }
  }

  private async isDue(nowMs: number): Promise<boolean> {
    const sinceMs = nowMs - this.roundAtMs;
    if (this.failures > 0 || sinceMs >= idleRoundEveryMs) return true;
    return sinceMs >= roundEveryMs && (await this.parts.store.hasPending());
  }

  /**
   * After an outage there may be more than one batch: no pause between them.
   * @returns false when another sequencer is at work
   */
  private async runRounds(): Promise<boolean> {
    for (;;) {
      this.roundAtMs = this.parts.uptimeMs();
      const { outcome, takenIn, mended } = await this.parts.sequencer.run();
      if (mended) this.parts.log({ message: 'missing tiles of the log were written again from the record' });
      if (takenIn < this.parts.batchSize || this.pace.isStopping) return outcome === 'done';
    }
  }

  private async reportWell(): Promise<void> {
    const standing = await this.parts.store.standing();
    const { signed } = standing ?? { signed: null };
    const when = signed ? `, signed at ${signed.signedAt.toISOString()}` : '';
    const detail = `The newest checkpoint covers ${signed?.head.size ?? 0} entries${when}.`;
    await this.report({ state: 'ok', code: null, detail }, null);
  }

  private async fail(error: unknown): Promise<void> {
    this.failures += 1;
    const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(10, this.failures - 1));
    this.retryAtMs = this.parts.uptimeMs() + waitMs;
    const cause = toLogCause(error);
    if (this.failures === 1) this.parts.log({ message: 'the log stands still; tried again', error });
    // The database may be what is away; the next failure says it again.
    const nextAttemptAt = new Date(this.parts.clock.now().getTime() + waitMs);
    await this.report(cause, nextAttemptAt).catch(() => {});
  }

  private async report(cause: ReturnType<typeof toLogCause>, nextAttemptAt: Date | null): Promise<void> {
    await this.parts.health.report({ name: 'log', ...cause, nextAttemptAt });
    this.reportedAtMs = this.parts.uptimeMs();
  }
}
