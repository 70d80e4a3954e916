import type { AuditEvent } from './event.js';
import type { EventType } from './event-types/define-event-type.js';
import { findEventType } from './event-types/registry.js';

/** Display names by subject, such as `recipient:<uuid>` → "Ada Lovelace". Whoever is missing is described by role. */
export type Names = ReadonlyMap<string, string>;

/** How events are told in one language. */
export type EventVoice = {
  /** Who acted, where no name is known. */
  readonly actors: Readonly<Record<AuditEvent['actor']['kind'], string>>;
  /** A recipient without a name, as within a sentence. */
  readonly someRecipient: string;
  /** Of a type this voice has no words for. */
  readonly unknown: (type: string) => string;
  /** The sentence for a type; null where there is none. */
  readonly sentenceFor: (type: string) => EventType['says'] | null;
};

/** The voice of the registry’s own sentences. */
export const englishVoice: EventVoice = {
  actors: {
    user: 'A user',
    'api-key': 'An API key',
    recipient: 'A recipient',
    system: 'Sealwright',
    visitor: 'Somebody',
  },
  someRecipient: 'a recipient',
  unknown: (type) => `Event ${type}`,
  sentenceFor: (type) => findEventType(type)?.says ?? null,
};

/**
 * One sentence for a timeline, without a full stop: "Ada Lovelace signed". A type this version does not know is
 * described by its technical name; nothing is left out. English unless another voice is given.
 */
export function describeEvent(event: AuditEvent, names: Names, voice: EventVoice = englishVoice): string {
  const told = findEventType(event.type)?.data.safeParse(event.data);
  const says = voice.sentenceFor(event.type);
  if (told?.success !== true || says === null) return voice.unknown(event.type);
  const name = (subject: string, otherwise: string) => names.get(subject) ?? otherwise;
  const sentence = says(told.data, {
    who: describeActor(event.actor, names, voice),
    recipient: (id) => name(`recipient:${id}`, voice.someRecipient),
    name,
  });
  return sentence.replace(/^./u, (first) => first.toUpperCase());
}

/** "Ada Lovelace", "An API key", "Sealwright". */
export function describeActor(
  actor: AuditEvent['actor'],
  names: Names,
  voice: Pick<EventVoice, 'actors'> = englishVoice,
): string {
  return (actor.id === null ? undefined : names.get(`${actor.kind}:${actor.id}`)) ?? voice.actors[actor.kind];
}
