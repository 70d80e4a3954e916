import type { AuditEvent } from './event.js';
import { type EventData, type EventTypeName, eventTypes } from './event-types/registry.js';

/** Display names by subject, such as `recipient:<uuid>` → "Ada Lovelace". Whoever is missing is described by role. */
export type Names = ReadonlyMap<string, string>;

type Told = { who: string; recipient: (id: string) => string };
type Sentences = { [Name in EventTypeName]: (data: EventData<Name>, told: Told) => string };

const via = { blank: '', template: ' from a template', bulk: ' in a bulk send' } as const;
const files = {
  original: 'the original document',
  sealed: 'the sealed document',
  certificate: 'the audit certificate',
  'audit-json': 'the audit record',
} as const;
const extensions = { upgrade: 'extended', renewal: 'renewed' } as const;
const purposes = { document: 'the document', certificate: 'the audit certificate' } as const;

const sentences: Sentences = {
  'envelope.created': (data, { who }) => `${who} created the envelope${via[data.source]}`,
  'envelope.edited': (data, { who }) => `${who} changed the draft${list(data.changed)}`,
  'envelope.sent': (data, { who }) =>
    `${who} sent the envelope to ${counted(data.recipients.length, 'recipient')}`,
  'envelope.voided': (_data, { who }) => `${who} withdrew the envelope`,
  'envelope.declined': (data, { recipient }) =>
    `The envelope ended because ${recipient(data.recipientId)} declined`,
  'envelope.expired': () => 'The envelope expired',
  'envelope.sealing-started': () => 'Everybody has acted; sealing began',
  'envelope.completed': (data) =>
    `The envelope was completed with ${counted(data.documents.length, 'sealed document')}`,
  'envelope.deleted-draft': (_data, { who }) => `${who} deleted the draft`,
  'recipient.invited': (data, { recipient }) =>
    `The invitation to ${recipient(data.recipientId)} was accepted by the mail server`,
  'recipient.delivery-deferred': (data, { recipient }) =>
    `A mail to ${recipient(data.recipientId)} is delayed${reply(data)}`,
  'recipient.delivery-failed': (data, { recipient }) =>
    `A mail to ${recipient(data.recipientId)} could not be delivered${reply(data)}`,
  'recipient.reminded': (data, { recipient }) => `${recipient(data.recipientId)} was reminded by mail`,
  'recipient.opened': (data, { recipient }) => `${recipient(data.recipientId)} opened the document`,
  'recipient.consented': (data, { recipient }) =>
    `${recipient(data.recipientId)} consented to sign electronically (text ${data.textVersion})`,
  'recipient.filled': (data, { recipient }) =>
    `${recipient(data.recipientId)} filled a ${data.fieldType} field`,
  'recipient.signed': (data, { recipient }) => `${recipient(data.recipientId)} signed`,
  'recipient.approved': (data, { recipient }) => `${recipient(data.recipientId)} approved`,
  'recipient.declined': (data, { recipient }) => `${recipient(data.recipientId)} declined`,
  'recipient.link-refused': (data, { recipient }) =>
    `A link of ${recipient(data.recipientId)} was refused (${data.code})`,
  'document.uploaded': (data, { who }) => `${who} uploaded a document of ${counted(data.pageCount, 'page')}`,
  'document.downloaded': (data, { who }) => `${who} downloaded ${files[data.kind]}`,
  'seal.intended': (data) => `The seal of ${purposes[data.purpose]} was prepared`,
  'seal.signed': (data) => `The token sealed ${purposes[data.purpose]}${atLevel(data)}`,
  'seal.extended': (data) =>
    `The seal of ${purposes[data.purpose]} was ${extensions[data.reason]}${atLevel(data)}`,
  'seal.failed': (data) => `Sealing ${purposes[data.purpose]} did not succeed (${data.code})`,
  'seal.retried': (data, { who }) => `${who} asked to seal ${purposes[data.purpose]} again`,
  'certificate.issued': () => 'The audit certificate was issued',
  'template.created': (_data, { who }) => `${who} made a template`,
  'template.archived': (_data, { who }) => `${who} archived a template`,
  'bulk.checked': (data, { who }) =>
    `${who} checked a list of ${counted(data.rowCount, 'row')} for a bulk send`,
  'bulk.started': (data, { who }) => `${who} started a bulk send of ${counted(data.rowCount, 'row')}`,
  'bulk.cancelled': (_data, { who }) => `${who} cancelled a bulk send`,
  'api-key.created': (_data, { who }) => `${who} created an API key`,
  'api-key.revoked': (_data, { who }) => `${who} revoked an API key`,
  'account.signed-in': (_data, { who }) => `${who} signed in`,
  'sealing.policy-changed': ({ previous, next }, { who }) =>
    `${who} changed timestamps from ${policy(previous)} to ${policy(next)}`,
  'key.registered': () => 'A seal key was registered',
  'key.self-test-failed': (data) => `The seal key failed its self-test (${data.code})`,
};

type Policy = EventData<'sealing.policy-changed'>['next'];

const actorWords = {
  user: 'A user',
  'api-key': 'An API key',
  recipient: 'A recipient',
  system: 'Sealwright',
  visitor: 'Somebody',
} as const;

/**
 * One sentence for a timeline, without a full stop: "Ada Lovelace signed". A type this version does not know is
 * described by its technical name; nothing is left out.
 */
export function describeEvent(event: AuditEvent, names: Names): string {
  const type = event.type;
  if (!isKnown(type) || !eventTypes[type].data.safeParse(event.data).success) return `Event ${type}`;
  // Name and data were both matched to this type just above; TypeScript loses the pairing.
  const say = sentences[type] as (data: unknown, told: Told) => string;
  return say(event.data, {
    who: describeActor(event.actor, names),
    recipient: (id) => names.get(`recipient:${id}`) ?? 'a recipient',
  }).replace(/^./u, (first) => first.toUpperCase());
}

/** "Ada Lovelace", "An API key", "Sealwright". */
export function describeActor(actor: AuditEvent['actor'], names: Names): string {
  return (actor.id === null ? undefined : names.get(`${actor.kind}:${actor.id}`)) ?? actorWords[actor.kind];
}

function isKnown(type: string): type is EventTypeName {
  return Object.hasOwn(sentences, type);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function atLevel({ level, authority }: { level?: string; authority?: string }): string {
  if (level === undefined) return '';
  return authority === undefined ? ` (${level})` : ` (${level}, timestamp by ${authority})`;
}

function policy({ timestamps, level }: Policy): string {
  return timestamps === 'none' ? 'none' : `${timestamps} (${level})`;
}

function list(words: readonly string[]): string {
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}

function reply(data: { smtpCode?: number; code: string }): string {
  return data.smtpCode === undefined ? ` (${data.code})` : ` (${data.smtpCode}, ${data.code})`;
}
