import { describeActor, describeEvent, type Names } from '../describe-event.js';
import { toHex } from '../digest.js';
import type { AuditEvent } from '../event.js';
import type { ChainRecord } from '../verify-chain.js';
import type { CertificateEvent, CertificateLanguage, EventTelling } from './certificate-data.js';
import { eventWordsOf } from './event-words/choose-event-words.js';
import type { EventWords, FieldWords } from './event-words/event-words.js';
import type { PersonalIndex } from './personal-index.js';
import { MAIN_LANGUAGE } from './words/choose-language.js';

type OfName<Name extends string | null> = { readonly id: string; readonly name: Name };

/** Who and what the events speak of. */
type Named = {
  readonly sender: OfName<string>;
  readonly recipients: readonly OfName<string | null>[];
  readonly documents: readonly OfName<string>[];
  readonly apiKeyNames?: ReadonlyMap<string, string>;
  readonly records: readonly ChainRecord[];
};

/** Every event of the record, in the certificate's language and in each of `seconds`. */
export function tellEvents(
  events: readonly AuditEvent[],
  input: Named,
  personal: PersonalIndex,
  seconds: readonly CertificateLanguage[],
): CertificateEvent[] {
  const tell = tellerIn(MAIN_LANGUAGE, input, personal);
  const tellAgain = seconds.map((language) => tellerIn(language, input, personal));
  return events.map((event, index) => ({
    seq: event.seq,
    atIso: event.at,
    ...tell(event),
    translations: tellAgain.map((again) => again(event)),
    ip: personal.text(event.id, `${event.actor.kind}:${event.actor.id ?? ''}`, 'ip'),
    chainHashHex: toHex(input.records[index]?.chainHash ?? new Uint8Array()),
  }));
}

function tellerIn(
  language: CertificateLanguage,
  input: Named,
  personal: PersonalIndex,
): (event: AuditEvent) => EventTelling {
  const words = eventWordsOf(language);
  const names = displayNames(input, personal, words);
  return (event) => ({
    language,
    sentence: describeEvent(event, names, words.voice),
    actor: describeActor(event.actor, names, words.voice),
    note: noteOf(event, personal, words.field),
  });
}

/** Documents are named in the story where there are several; of one alone it is clear which is meant. */
function displayNames(
  { sender, recipients, documents, apiKeyNames }: Named,
  personal: PersonalIndex,
  { apiKey }: EventWords,
): Names {
  // Other members may have acted too: they are called what the record has for them.
  const names = new Map(personal.namesOf('user'));
  names.set(`user:${sender.id}`, sender.name);
  for (const { id, name } of recipients) if (name !== null) names.set(`recipient:${id}`, name);
  if (documents.length > 1) for (const { id, name } of documents) names.set(`document:${id}`, name);
  for (const [id, name] of apiKeyNames ?? []) names.set(`api-key:${id}`, apiKey(name));
  return names;
}

function noteOf(event: AuditEvent, personal: PersonalIndex, field: FieldWords): string | null {
  for (const { subject } of event.personal) {
    const reason = personal.text(event.id, subject, 'reason');
    if (reason !== null) return `“${reason}”`;
    const note = personal.text(event.id, subject, 'reply') ?? personal.fieldText(event.id, subject, field);
    if (note !== null) return note;
  }
  return null;
}
