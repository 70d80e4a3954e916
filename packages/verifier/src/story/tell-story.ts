import { type AuditEvent, type AuditJson, describeEvent, eventTypes } from '@sealwright/audit';
import type { GivenDocuments } from '../checks/check-documents.js';
import type { CheckedRecord } from '../checks/check-record.js';
import { PersonalValues } from '../checks/personal-values.js';
import type { EvidenceStory, ToldEvent, ToldRecipient } from '../evidence-report.js';

/** What happened, from a record that holds. */
export function tellStory({ json, report }: CheckedRecord, given: GivenDocuments): EvidenceStory {
  const { events } = report;
  const personal = new PersonalValues(json);
  const end = events.findLast(({ type }) => type in endings);
  const envelopeId = json.stream.split(':')[1] ?? '';
  return {
    envelopeId,
    title: personal.latest(`envelope:${envelopeId}`, 'title'),
    ending: end ? (endings[end.type] ?? 'open') : 'open',
    endedAtIso: end?.at ?? null,
    headHashHex: json.head.chainHashHex,
    documents: json.documents.map((document) => ({
      ...document,
      name: personal.latest(`document:${document.documentId}`, 'name'),
      isGiven: given.has(document.documentId),
    })),
    recipients: tellRecipients(events, personal),
    events: tellEvents(events, json, personal),
  };
}

const endings: Readonly<Record<string, EvidenceStory['ending']>> = {
  'envelope.completed': 'completed',
  'envelope.declined': 'declined',
  'envelope.voided': 'voided',
  'envelope.expired': 'expired',
};

const outcomes: Readonly<Record<string, ToldRecipient['outcome']>> = {
  'recipient.signed': 'signed',
  'recipient.approved': 'approved',
  'recipient.declined': 'declined',
};

function tellRecipients(events: readonly AuditEvent[], personal: PersonalValues): ToldRecipient[] {
  const sent = events.find(({ type }) => type === 'envelope.sent');
  const listed = eventTypes['envelope.sent'].data.safeParse(sent?.data).data?.recipients ?? [];
  return listed.map(({ recipientId, role }) => {
    const own = events.filter(({ data }) => data.recipientId === recipientId);
    const act = own.findLast(({ type }) => type in outcomes);
    const opened = own.some(({ type }) => type === 'recipient.opened');
    const subject = `recipient:${recipientId}`;
    return {
      recipientId,
      name: personal.latest(subject, 'name'),
      email: personal.latest(subject, 'email'),
      role,
      outcome: act ? (outcomes[act.type] ?? 'none') : opened ? 'opened' : 'none',
      actedAtIso: act?.at ?? null,
      identification: textsIn(act?.data.identification),
    };
  });
}

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

function tellEvents(events: readonly AuditEvent[], json: AuditJson, personal: PersonalValues): ToldEvent[] {
  const names = personal.names();
  return events.map((event, index) => ({
    seq: event.seq,
    atIso: event.at,
    sentence: describeEvent(event, names),
    chainHashHex: json.events[index]?.chainHashHex ?? '',
  }));
}
