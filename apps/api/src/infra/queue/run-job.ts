import type { JobId } from '../../domain/ids.js';
import type { JobContext, JobOutcome } from '../../ports/job-handler.js';
import type { ClaimedJob, JobLedger, JobSettlement } from '../../ports/job-ledger.js';
import { jobKinds } from '../../ports/jobs.js';
import type { AnyJobHandler, JobRegistry } from './job-registry.js';
import type { QueueLog } from './queue-log.js';
import { type IsRetryable, settlementFor } from './retry-policy.js';

const LEASE_MS = 60_000;

export interface JobRunnerParts {
  readonly ledger: JobLedger;
  readonly registry: JobRegistry;
  readonly isRetryable: IsRetryable;
  readonly log: QueueLog;
  /** How long a worker may be silent before another takes its job. Default one minute; renewed at a third. */
  readonly leaseMs?: number;
}

/** Runs one job by the word of its row: the bell may ring twice, late, or for nothing. */
export class JobRunner {
  private readonly running = new Map<JobId, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly leaseMs: number;

  constructor(private readonly parts: JobRunnerParts) {
    this.leaseMs = parts.leaseMs ?? LEASE_MS;
  }

  get busyCount(): number {
    return this.running.size;
  }

  /** Never throws: what goes wrong stands in the row, or the lease runs out and the sweep finds it. */
  async run(jobId: JobId): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const known = this.running.get(jobId);
    if (known) return await known;
    const run = this.claimAndRun(jobId).finally(() => this.running.delete(jobId));
    this.running.set(jobId, run);
    await run;
  }

  /** Takes no new job, tells the running ones, and waits for them at most `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.stopping.abort();
    const timeout = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
    await Promise.race([Promise.allSettled(this.running.values()), timeout]);
  }

  private async claimAndRun(jobId: JobId): Promise<void> {
    const { ledger, registry, log } = this.parts;
    try {
      const job = await ledger.claim(jobId, registry.kinds, this.leaseMs);
      if (!job) return;
      const settlement = await this.work(job);
      if (!(await ledger.settle(job, settlement)))
        log.warn(fieldsOf(job), 'lost the lease of a job before its end');
      if (settlement.state === 'parked') log.error({ ...fieldsOf(job), ...settlement }, 'parked a job');
      else if (settlement.state === 'again')
        log.warn({ ...fieldsOf(job), ...settlement }, 'will run a job again');
    } catch (error) {
      log.warn({ jobId, err: error }, 'could not claim or settle a job; the sweep will find it');
    }
  }

  private async work(job: ClaimedJob): Promise<JobSettlement> {
    const handler = this.parts.registry.find(job.kind);
    const payload = jobKinds[job.kind]?.payload.safeParse(job.payload);
    if (!handler || !payload?.success) {
      const detail = `No handler can read this ${job.kind} job.`;
      return { state: 'parked', code: handler ? 'job-payload-invalid' : 'job-unknown', detail };
    }
    const lost = new AbortController();
    const renewal = setInterval(() => void this.renew(job, lost), this.leaseMs / 3);
    try {
      const signal = AbortSignal.any([this.stopping.signal, lost.signal]);
      const { jobId, organisationId, attempt } = job;
      return toSettlement(await call(handler, payload.data, { jobId, organisationId, attempt, signal }));
    } catch (error) {
      this.parts.log.warn({ ...fieldsOf(job), err: error }, 'a job failed');
      return settlementFor(error, job.attempt, this.parts.isRetryable);
    } finally {
      clearInterval(renewal);
    }
  }

  private async renew(job: ClaimedJob, lost: AbortController): Promise<void> {
    // A database that does not answer is no lost lease; only its word is.
    const isHeld = await this.parts.ledger.renew(job, this.leaseMs).catch(() => true);
    if (!isHeld) lost.abort();
  }
}

/** The payload was checked against the schema of this very kind; the union hides that from the compiler. */
async function call(
  handler: AnyJobHandler,
  payload: object,
  context: JobContext,
): Promise<JobOutcome | undefined> {
  const run = handler.run.bind(handler) as (
    payload: object,
    context: JobContext,
  ) => Promise<JobOutcome | undefined>;
  return await run(payload, context);
}

function toSettlement(outcome: JobOutcome | undefined): JobSettlement {
  if (!outcome || outcome.state === 'done') return { state: 'done' };
  const { at, code, detail } = outcome;
  return { state: 'again', delayMs: Math.max(0, at.getTime() - Date.now()), code, detail };
}

function fieldsOf({ jobId, organisationId, kind, attempt }: ClaimedJob): object {
  return { jobId, organisationId, kind, attempt };
}
