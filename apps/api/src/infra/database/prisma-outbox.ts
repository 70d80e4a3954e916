import { AppError } from '../../domain/app-error.js';
import type { JobId } from '../../domain/ids.js';
import { type Job, jobKinds } from '../../ports/jobs.js';
import type { Outbox } from '../../ports/outbox.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaOutbox implements Outbox {
  constructor(private readonly scope: RepositoryScope) {}

  async enqueue(job: Job, availableAt: Date = this.scope.now): Promise<JobId> {
    const { queue, payload } = jobKinds[job.kind];
    const checked = payload.safeParse(job.payload);
    if (!checked.success)
      throw new AppError('job-payload-invalid', `The payload of a ${job.kind} job is malformed.`);
    const id = this.scope.ids.uuid<JobId>();
    await this.scope.client.outboxJob.create({
      data: {
        id,
        organisationId: this.scope.organisationId,
        kind: job.kind,
        payload: checked.data,
        availableAt,
        createdAt: this.scope.now,
      },
    });
    if (availableAt <= this.scope.now) this.scope.bells.push({ queue, jobId: id });
    return id;
  }
}
