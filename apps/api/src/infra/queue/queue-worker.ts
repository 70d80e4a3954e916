import { Worker } from 'bullmq';
import { asId, isUuid, type JobId } from '../../domain/ids.js';
import type { DueWork } from '../../ports/due-work.js';
import type { QueueName } from '../../ports/jobs.js';
import type { JobRegistry } from './job-registry.js';
import type { QueueLog } from './queue-log.js';
import { KEY_PREFIX, listenerConnection } from './redis-connection.js';
import type { JobRunner } from './run-job.js';

export interface QueueWorkerParts {
  readonly queue: QueueName;
  readonly redisUrl: string;
  readonly runner: JobRunner;
  readonly registry: JobRegistry;
  readonly due: DueWork;
  readonly log: QueueLog;
  /** Jobs at the same time. */
  readonly concurrency: number;
  /** Looks for more than jobs at each sweep: expiries, seals whose wait is over. Errors are logged, never fatal. */
  readonly alsoSweep?: readonly (() => Promise<void>)[];
  readonly sweepEveryMs?: number;
}

const SWEEP_EVERY_MS = 5_000;
const STOP_GRACE_MS = 20_000;

/**
 * Listens for the bell and looks in the database every few seconds by itself, with no upper age: Redis may be away,
 * flushed or restarted without data, and no job is lost or held up longer than one sweep.
 */
export class QueueWorker {
  private listener: Worker | null = null;
  private timer: NodeJS.Timeout | null = null;
  private sweeping: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(private readonly parts: QueueWorkerParts) {}

  start(): void {
    const { queue, redisUrl, concurrency, log } = this.parts;
    this.listener = new Worker(queue, (job) => this.onBell(job.id), {
      connection: listenerConnection(redisUrl),
      prefix: KEY_PREFIX,
      concurrency,
      // What BullMQ keeps is only a bell: the row knows the rest.
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
      maxStalledCount: 1,
    });
    this.listener.on('error', (error) => log.warn({ err: error }, 'Redis is away; the sweep goes on'));
    this.scheduleSweep(0);
  }

  /** Takes no new job and waits for the running ones. May be called twice. */
  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.timer) clearTimeout(this.timer);
    await this.parts.runner.stop(STOP_GRACE_MS);
    await this.sweeping;
    // Forced: an unreachable Redis must not hold up the end.
    await this.listener?.close(true).catch(() => {});
    this.listener = null;
  }

  private async onBell(id: string | undefined): Promise<void> {
    if (id !== undefined && isUuid(id)) await this.parts.runner.run(asId<JobId>(id));
  }

  private scheduleSweep(delayMs: number): void {
    if (this.isStopping) return;
    this.timer = setTimeout(() => {
      this.sweeping = this.sweep().finally(() =>
        this.scheduleSweep(this.parts.sweepEveryMs ?? SWEEP_EVERY_MS),
      );
    }, delayMs);
  }

  private async sweep(): Promise<void> {
    for (const look of [() => this.runDueJobs(), ...(this.parts.alsoSweep ?? [])]) {
      if (this.isStopping) return;
      await look().catch((error: unknown) => this.parts.log.warn({ err: error }, 'a sweep failed'));
    }
  }

  /** Runs what is due until nothing is: a backlog does not wait for the next sweep. */
  private async runDueJobs(): Promise<void> {
    const { due, registry, runner, concurrency } = this.parts;
    const batch = concurrency * 8;
    for (;;) {
      const jobs = await due.dueJobs(registry.kinds, batch);
      const waiting = jobs.map((job) => job.jobId);
      const lanes = Array.from({ length: concurrency }, async () => {
        for (let next = waiting.shift(); next !== undefined && !this.isStopping; next = waiting.shift()) {
          await runner.run(next);
        }
      });
      await Promise.all(lanes);
      if (jobs.length < batch || this.isStopping) return;
    }
  }
}
