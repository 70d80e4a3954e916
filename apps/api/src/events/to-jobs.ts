import type { DomainEvent, EnvelopeFact, OrganisationFact } from '../domain/events.js';
import type { Job } from '../ports/jobs.js';

export interface DueJob {
  readonly job: Job;
  /** Not before this moment; at once when left out. */
  readonly availableAt?: Date;
}

/**
 * Events from which no work follows. What the envelope's rules say is listed one by one, so that a new transition is thought
 * about here; facts are only written down, but for those the switch below names.
 */
type Quiet =
  | `envelope.${'created' | 'edited' | 'deleted-draft' | 'sent'}`
  | `recipient.${'opened' | 'consented' | 'filled' | 'signed' | 'approved' | 'declined'}`
  | Exclude<
      (EnvelopeFact | OrganisationFact)['type'],
      | 'seal.retried'
      | 'bulk.started'
      | 'bulk.retried'
      | 'auditor.granted'
      | 'auditor.extended'
      | 'auditor.mail-asked'
      | 'log.alarm-raised'
      | 'envelope.erased'
      | 'person.erasure-requested'
      | 'person.erased'
    >;

/** What has to be done because an event happened. */
export function toJobs(event: DomainEvent): readonly DueJob[] {
  switch (event.type) {
    case 'recipient.turn-came':
      return [{ job: { kind: 'send-invitation', payload: { recipientId: event.recipientId } } }];
    case 'recipient.reminder-asked':
      return [{ job: { kind: 'send-reminder', payload: { recipientId: event.recipientId } } }];
    case 'envelope.sealing-started':
      return event.seals.map(({ sealId }): DueJob => ({ job: { kind: 'seal', payload: { sealId } } }));
    case 'envelope.completed':
      return tellEach('send-completed', event.envelopeId, [null, ...event.recipientIds]);
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
      return [
        ...tellEach('send-expired', event.envelopeId, [null, ...event.toldRecipientIds]),
        issueCertificate(event.envelopeId),
      ];
    case 'seal.retried':
      return [{ job: { kind: 'seal-again', payload: { sealId: event.data.sealId } } }];
    case 'auditor.granted':
    case 'auditor.extended':
    case 'auditor.mail-asked':
      return [{ job: { kind: 'tell-auditor', payload: { grantId: event.data.grantId } } }];
    case 'log.alarm-raised':
      return [{ job: { kind: 'tell-of-alarm', payload: { alarmId: event.data.alarmId } } }];
    case 'envelope.erased':
    case 'person.erased':
      return [{ job: { kind: 'remove-erased-files', payload: {} } }];
    case 'person.erasure-requested':
      return [{ job: { kind: 'erase-person', payload: { requestId: event.data.requestId } } }];
    case 'bulk.started':
    case 'bulk.retried':
      return [{ job: { kind: 'run-bulk', payload: { bulkId: event.data.bulkId } } }];
    default:
      return nothingFollows(event.type);
  }
}

function nothingFollows(_type: Quiet): readonly DueJob[] {
  return [];
}

/** A mail to each recipient, and for `null` to the sender. */
function tellEach(
  kind: 'send-completed' | 'send-expired',
  envelopeId: string,
  recipientIds: readonly (string | null)[],
): readonly DueJob[] {
  return recipientIds.map((recipientId) => ({ job: { kind, payload: { envelopeId, recipientId } } }));
}

/** An envelope that ended unsigned has a story to prove too. A completed one gets its certificate from the sealer. */
function issueCertificate(envelopeId: string): DueJob {
  return { job: { kind: 'issue-certificate', payload: { envelopeId } } };
}
