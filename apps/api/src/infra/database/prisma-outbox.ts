import { AppError } from '../../domain/app-error.js';
import type { JobId } from '../../domain/ids.js';
import { type Job, jobKinds } from '../../ports/jobs.js';
import type { Outbox } from '../../ports/outbox.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaOutbox implements Outbox {
  constructor(private readonly scope: RepositoryScope) {}

  async enqueue(job: Job, availableAt: Date = this.scope.now): Promise<JobId> {
    const row = this.toRow(job, availableAt);
    await this.insert([row]);
    return row.id;
  }

  async enqueueAll(jobs: readonly { readonly job: Job; readonly availableAt?: Date }[]): Promise<void> {
    if (jobs.length === 0) return;
    await this.insert(jobs.map(({ job, availableAt }) => this.toRow(job, availableAt ?? this.scope.now)));
  }

  private async insert(rows: readonly NewRow[]): Promise<void> {
    const { client, bells, now } = this.scope;
    await client.outboxJob.createMany({ data: [...rows] });
    for (const { id, kind, availableAt } of rows) {
      if (availableAt <= now) bells.push({ queue: jobKinds[kind].queue, jobId: id });
    }
  }

  private toRow(job: Job, availableAt: Date): NewRow {
    const checked = jobKinds[job.kind].payload.safeParse(job.payload);
    if (!checked.success)
      throw new AppError('job-payload-invalid', `The payload of a ${job.kind} job is malformed.`);
    return {
      id: this.scope.ids.uuid<JobId>(),
      organisationId: this.scope.organisationId,
      kind: job.kind,
      payload: checked.data,
      availableAt,
      createdAt: this.scope.now,
    };
  }
}

interface NewRow {
  readonly id: JobId;
  readonly organisationId: string;
  readonly kind: Job['kind'];
  readonly payload: Job['payload'];
  readonly availableAt: Date;
  readonly createdAt: Date;
}
