import { asId, type EnvelopeId } from '../../domain/ids.js';
import type { DueWork } from '../../ports/due-work.js';
import type { JobContext, JobHandler, JobOutcome } from '../../ports/job-handler.js';
import type { ExpireEnvelope } from './expire-envelope.js';

const sweepLimit = 200;

export class ExpireEnvelopeJob implements JobHandler<'expire-envelope'> {
  readonly kind = 'expire-envelope';

  constructor(
    private readonly expireEnvelope: ExpireEnvelope,
    private readonly dueWork: DueWork,
  ) {}

  async run(payload: { envelopeId: string }, { organisationId }: JobContext): Promise<JobOutcome> {
    await this.expireEnvelope.run(organisationId, asId<EnvelopeId>(payload.envelopeId));
    return { state: 'done' };
  }

  /** Nothing is scheduled when an envelope is sent: whatever ran out is found here, however long ago. */
  async sweep(): Promise<void> {
    for (const { organisationId, envelopeId } of await this.dueWork.dueExpiries(sweepLimit)) {
      await this.expireEnvelope.run(organisationId, envelopeId);
    }
  }
}
