import { Queue } from 'bullmq';
import { JobBell } from '../../ports/job-bell.js';
import type { QueueName } from '../../ports/jobs.js';
import type { QueueLog } from './queue-log.js';
import { bellConnection, KEY_PREFIX } from './redis-connection.js';

type Ringing = { readonly queue: QueueName; readonly jobId: string };

const MOST_PENDING = 100;

/** Rings through BullMQ: the id of the outbox row is all that Redis ever holds of a job. */
export class BullMqJobBell extends JobBell {
  private readonly queues: Readonly<Record<QueueName, Queue>>;
  private isSilent = false;
  private pendingCount = 0;

  constructor(
    redisUrl: string,
    private readonly log: QueueLog,
  ) {
    super();
    this.queues = { work: this.open('work', redisUrl), seal: this.open('seal', redisUrl) };
  }

  override ring(jobs: readonly Ringing[]): void {
    for (const name of ['work', 'seal'] as const) {
      const bulk = jobs
        .filter((job) => job.queue === name)
        .map((job) => ({ name: 'ring', data: {}, opts: { jobId: job.jobId } }));
      // While Redis is away rings must not pile up in memory: the sweep does without them.
      if (bulk.length === 0 || this.pendingCount >= MOST_PENDING) continue;
      this.pendingCount += 1;
      this.queues[name]
        .addBulk(bulk)
        .then(
          () => this.noteSound(),
          () => this.noteSilence(),
        )
        .finally(() => {
          this.pendingCount -= 1;
        });
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(Object.values(this.queues).map((queue) => queue.close()));
  }

  private open(name: QueueName, redisUrl: string): Queue {
    const queue = new Queue(name, {
      connection: bellConnection(redisUrl),
      prefix: KEY_PREFIX,
      // A finished job must leave its id, or the next ring for the same row would be ignored.
      defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    });
    // Without a listener the loss of Redis would end the process.
    queue.on('error', () => this.noteSilence());
    return queue;
  }

  private noteSilence(): void {
    if (!this.isSilent) this.log.warn({}, 'Redis is away: jobs are found by the sweep until it is back');
    this.isSilent = true;
  }

  private noteSound(): void {
    if (this.isSilent) this.log.info({}, 'Redis is back');
    this.isSilent = false;
  }
}
