import { asId, type EnvelopeId } from '../../domain/ids.js';
import type { JobContext, JobHandler, JobOutcome } from '../../ports/job-handler.js';
import type { IssueCertificate } from './issue-certificate.js';

export class IssueCertificateJob implements JobHandler<'issue-certificate'> {
  readonly kind = 'issue-certificate';

  constructor(private readonly issueCertificate: IssueCertificate) {}

  async run(payload: { envelopeId: string }, { organisationId }: JobContext): Promise<JobOutcome> {
    await this.issueCertificate.run(organisationId, asId<EnvelopeId>(payload.envelopeId));
    return { state: 'done' };
  }
}
