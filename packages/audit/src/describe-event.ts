import type { AuditEvent } from './event.js';
import { findEventType } from './event-types/registry.js';

/** Display names by subject, such as `recipient:<uuid>` → "Ada Lovelace". Whoever is missing is described by role. */
export type Names = ReadonlyMap<string, string>;

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
  const type = findEventType(event.type);
  const told = type?.data.safeParse(event.data);
  if (type === null || told?.success !== true) return `Event ${event.type}`;
  const name = (subject: string, otherwise: string) => names.get(subject) ?? otherwise;
  const sentence = type.says(told.data, {
    who: describeActor(event.actor, names),
    recipient: (id) => name(`recipient:${id}`, 'a recipient'),
    name,
  });
  return sentence.replace(/^./u, (first) => first.toUpperCase());
}

/** "Ada Lovelace", "An API key", "Sealwright". */
export function describeActor(actor: AuditEvent['actor'], names: Names): string {
  return (actor.id === null ? undefined : names.get(`${actor.kind}:${actor.id}`)) ?? actorWords[actor.kind];
}
