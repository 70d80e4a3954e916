import type { AuditEvent } from '../event.js';
import { type EventData, type EventTypeName, eventTypes } from '../event-types/registry.js';
import type { CertificateParty, PartyOutcome, PartyRole } from './certificate-data.js';
import { identify } from './identify-party.js';
import type { PersonalIndex } from './personal-index.js';
import { tellDevice } from './tell-device.js';
import { type KeptSignature, tellSignature } from './tell-signature.js';
import { chooseLanguage, MAIN_LANGUAGE } from './words/choose-language.js';

export type InputRecipient = {
  id: string;
  /** `name` and `email` are null once they were erased. */
  name: string | null;
  email: string | null;
  role: PartyRole;
  /** Drawn signatures as they are kept; they must be those the record has the hashes of. */
  signatures?: readonly KeptSignature[];
};

/** What the events tell about one recipient. @throws AuditError `certificate-input-mismatch` for another signature */
export function tellParty(
  recipient: InputRecipient,
  events: readonly AuditEvent[],
  personal: PersonalIndex,
): CertificateParty {
  const subject = `recipient:${recipient.id}`;
  const own = events.filter((event) => event.data.recipientId === recipient.id);
  const acts = own.filter((event) => event.actor.kind === 'recipient' && event.actor.id === recipient.id);
  const signed = find(own, 'recipient.signed') ?? find(own, 'recipient.approved');
  const declined = find(own, 'recipient.declined');
  const consented = find(own, 'recipient.consented');
  return {
    name: recipient.name,
    email: recipient.email,
    role: recipient.role,
    outcome: outcomeOf(recipient.role, own),
    language: languageOf(acts, subject, personal),
    identification: identify(own, acts),
    consent:
      consented === null
        ? null
        : {
            textVersion: consented.data.textVersion,
            textSha256Hex: consented.data.textSha256Hex,
            atIso: consented.at,
          },
    signature: tellSignature(acts, subject, personal, recipient.signatures ?? []),
    invitedAtIso: find(own, 'recipient.invited')?.at ?? null,
    openedAtIso: find(own, 'recipient.opened')?.at ?? null,
    actedAtIso: signed?.at ?? declined?.at ?? null,
    reason: declined === null ? null : personal.text(declined.id, subject, 'reason'),
    ipAddresses: distinct(acts.map((event) => personal.text(event.id, subject, 'ip'))),
    devices: distinct(acts.map((event) => personal.text(event.id, subject, 'userAgent'))).map(
      (raw) => tellDevice(raw) ?? { raw },
    ),
  };
}

/** What the browser asked for when the person acted; else the language of the text they consented to. */
function languageOf(
  acts: readonly AuditEvent[],
  subject: string,
  personal: PersonalIndex,
): CertificateParty['language'] {
  const asked = acts
    .map((event) => personal.text(event.id, subject, 'language'))
    .find((text) => text !== null);
  const consented = find(acts, 'recipient.consented')?.data.language;
  const language = chooseLanguage(asked ?? consented);
  return language === MAIN_LANGUAGE ? null : language;
}

function outcomeOf(role: PartyRole, own: readonly AuditEvent[]): PartyOutcome {
  const happened = new Set(own.map((event) => event.type));
  if (happened.has('recipient.signed')) return 'signed';
  if (happened.has('recipient.approved')) return 'approved';
  if (happened.has('recipient.declined')) return 'declined';
  if (role === 'copy') return 'copy';
  if (happened.has('recipient.opened')) return 'opened';
  return happened.has('recipient.invited') ? 'invited' : 'not-reached';
}

type Found<Name extends EventTypeName> = { id: string; at: string; data: EventData<Name> };

/** The first event of this type, with its data read by its schema. */
function find<Name extends EventTypeName>(events: readonly AuditEvent[], type: Name): Found<Name> | null {
  for (const event of events) {
    if (event.type !== type) continue;
    const data = eventTypes[type].data.safeParse(event.data);
    if (data.success) return { id: event.id, at: event.at, data: data.data as EventData<Name> };
  }
  return null;
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
