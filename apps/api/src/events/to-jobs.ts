import type { DomainEvent } from '../domain/events.js';
import type { Job } from '../ports/jobs.js';

export interface DueJob {
  readonly job: Job;
  /** Not before this moment; at once when left out. */
  readonly availableAt?: Date;
}

/** What has to be done because an event happened. Every type stands here, also those from which nothing follows. */
export function toJobs(event: DomainEvent): readonly DueJob[] {
  switch (event.type) {
    case 'recipient.turn-came':
      return [{ job: { kind: 'send-invitation', payload: { recipientId: event.recipientId } } }];
    case 'recipient.reminder-asked':
      return [{ job: { kind: 'send-reminder', payload: { recipientId: event.recipientId } } }];
    case 'envelope.sealing-started':
      return [{ job: { kind: 'seal', payload: { sealId: event.sealId } } }];
    case 'envelope.completed':
      return [null, ...event.recipientIds].map((recipientId) => ({
        job: { kind: 'send-completed', payload: { envelopeId: event.envelopeId, recipientId } },
      }));
    case 'envelope.declined':
      return [
        { job: { kind: 'send-declined', payload: { envelopeId: event.envelopeId } } },
        issueCertificate(event.envelopeId),
      ];
    case 'envelope.voided':
      return [
        ...event.toldRecipientIds.map(
          (recipientId): DueJob => ({
            job: { kind: 'send-voided', payload: { envelopeId: event.envelopeId, recipientId } },
          }),
        ),
        issueCertificate(event.envelopeId),
      ];
    case 'envelope.expired':
      return [issueCertificate(event.envelopeId)];
    case 'bulk.started':
      return [{ job: { kind: 'run-bulk', payload: { bulkId: event.data.bulkId } } }];
    case 'envelope.created':
    case 'envelope.edited':
    case 'envelope.deleted-draft':
    case 'envelope.sent':
    case 'recipient.opened':
    case 'recipient.consented':
    case 'recipient.filled':
    case 'recipient.signed':
    case 'recipient.approved':
    case 'recipient.declined':
    case 'recipient.invited':
    case 'recipient.reminded':
    case 'recipient.delivery-deferred':
    case 'recipient.delivery-failed':
    case 'recipient.link-refused':
    case 'document.uploaded':
    case 'document.downloaded':
    case 'seal.intended':
    case 'seal.signed':
    case 'seal.failed':
    case 'certificate.issued':
    case 'template.created':
    case 'template.archived':
    case 'bulk.checked':
    case 'bulk.cancelled':
    case 'api-key.created':
    case 'api-key.revoked':
    case 'account.signed-in':
    case 'key.registered':
    case 'key.self-test-failed':
      return [];
  }
}

/** An envelope that ended unsigned has a story to prove too. A completed one gets its certificate from the sealer. */
function issueCertificate(envelopeId: string): DueJob {
  return { job: { kind: 'issue-certificate', payload: { envelopeId } } };
}
