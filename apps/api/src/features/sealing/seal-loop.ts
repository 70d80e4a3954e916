import type { OrganisationId, SealId } from '../../domain/ids.js';
import { soonestMs } from '../../domain/seal.js';
import { RunEvery } from '../../pace/run-every.js';
import type { DueWork } from '../../ports/due-work.js';
import type { RunSeal } from './run-seal.js';
import type { TokenWatch } from './token-watch.js';

export interface SealLoopParts {
  readonly dueWork: DueWork;
  readonly runSeal: RunSeal;
  readonly watch: TokenWatch;
  /** Seals worked on side by side: while one waits for the disk or the database, another one draws. */
  readonly concurrency: number;
  readonly sweepEveryMs: number;
  readonly log: (fact: {
    readonly sealId?: string;
    readonly message: string;
    readonly error?: unknown;
  }) => void;
  /** Where the time of a finished seal went; the benchmark reads it from the log. */
  readonly logSealed: (sealId: string, stepsMs: Readonly<Record<string, number>>) => void;
}

const sweepLimit = 500;
const tickMs = 1_000;

/** Finds seals that are due, by bell and by sweep, and runs them. The database says what is due; this forgets everything. */
export class SealLoop {
  private readonly waiting = new Map<SealId, OrganisationId>();
  private readonly running = new Map<SealId, Promise<void>>();
  private readonly soon = new Set<NodeJS.Timeout>();
  private readonly watching: RunEvery;
  private readonly sweeping: RunEvery;

  constructor(private readonly parts: SealLoopParts) {
    this.watching = new RunEvery(tickMs, () => parts.watch.tick());
    this.sweeping = new RunEvery(parts.sweepEveryMs, () => this.sweep());
  }

  async start(): Promise<void> {
    this.watching.start();
    await this.watching.now();
    this.sweeping.start();
    await this.sweeping.now();
  }

  /** Lets the seals at hand finish. A token that hangs is not waited for. */
  async stop(): Promise<void> {
    void this.watching.stop();
    await this.sweeping.stop();
    for (const timer of this.soon) clearTimeout(timer);
    this.waiting.clear();
    await Promise.all(this.running.values());
  }

  /** The bell: this seal is due. */
  wake(organisationId: OrganisationId, sealId: SealId): void {
    if (this.sweeping.isStopping || this.running.has(sealId)) return;
    this.waiting.set(sealId, organisationId);
    this.fill();
  }

  /** No upper age: a seal asked for last year and never made is found here. */
  private async sweep(): Promise<void> {
    try {
      const due = await this.parts.dueWork.dueSeals(sweepLimit);
      for (const { organisationId, sealId } of due) this.wake(organisationId, sealId);
    } catch (error) {
      this.parts.log({ message: 'looking for due seals failed; tried again at the next sweep', error });
    }
  }

  /** Sooner than the next sweep; whatever is forgotten here it finds. */
  private wakeSoon(organisationId: OrganisationId, sealId: SealId): void {
    const timer = setTimeout(() => {
      this.soon.delete(timer);
      this.wake(organisationId, sealId);
    }, soonestMs + 50);
    this.soon.add(timer);
  }

  private fill(): void {
    for (const [sealId, organisationId] of this.waiting) {
      if (this.running.size >= this.parts.concurrency) return;
      this.waiting.delete(sealId);
      const work = this.runOne(organisationId, sealId).finally(() => {
        this.running.delete(sealId);
        this.fill();
      });
      this.running.set(sealId, work);
    }
  }

  /** One bad seal must not stop the others: whatever happens is logged and the next one follows. */
  private async runOne(organisationId: OrganisationId, sealId: SealId): Promise<void> {
    const { watch, runSeal, log, logSealed } = this.parts;
    try {
      const { active, trouble } = watch;
      if (!active) {
        if (trouble) await runSeal.postpone(organisationId, sealId, trouble);
        return;
      }
      const result = await runSeal.run(organisationId, sealId, active);
      if (result.outcome === 'done') logSealed(sealId, result.stepsMs);
      if (result.outcome !== 'stopped') return;
      if (result.reason.verdict === 'wait' && result.reason.cause.retry === 'soon') {
        this.wakeSoon(organisationId, sealId);
        return;
      }
      log({ sealId, message: 'a seal stopped', error: result.error });
      if (result.reason.verdict === 'wait' && result.reason.aboutToken)
        await watch.noticeFault(result.reason.cause);
    } catch (error) {
      log({ sealId, message: 'a seal could not be worked on; the sweep finds it again', error });
    }
  }
}
