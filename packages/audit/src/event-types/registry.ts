import type { z } from 'zod';
import { auditorEvents } from './auditor-events.js';
import type { EventType } from './define-event-type.js';
import { envelopeEvents } from './envelope-events.js';
import { forgettingEvents } from './forgetting-events.js';
import { linkEvents } from './link-events.js';
import { logEvents } from './log-events.js';
import { organisationEvents } from './organisation-events.js';
import { recipientEvents } from './recipient-events.js';
import { sealEvents } from './seal-events.js';

/**
 * The closed list of what can be written. It grows: new types, and new optional members of old ones. A member that exists
 * never changes its meaning, so yesterday's events stay readable by tomorrow's reader and the other way round.
 */
export const eventTypes = {
  ...envelopeEvents,
  ...recipientEvents,
  ...linkEvents,
  ...sealEvents,
  ...organisationEvents,
  ...logEvents,
  ...auditorEvents,
  ...forgettingEvents,
};

export type EventTypeName = keyof typeof eventTypes;

/** The types that may be written into a stream of this kind. */
export type EventTypeNameIn<Kind extends 'envelope' | 'organisation'> = {
  [Name in EventTypeName]: Kind extends (typeof eventTypes)[Name]['streams'][number] ? Name : never;
}[EventTypeName];

/** The facts an event of this type carries. */
export type EventData<Name extends EventTypeName> = z.input<(typeof eventTypes)[Name]['data']>;

/** Subjects an event of this type may describe, each with the personal values it may carry. */
export type EventPersonal<Name extends EventTypeName> = PersonalIn<(typeof eventTypes)[Name]['personal']>;

type PersonalIn<Schemas extends Readonly<Record<string, z.ZodType>>> = {
  [Kind in keyof Schemas & string]: { subject: `${Kind}:${string}`; value: z.input<Schemas[Kind]> };
}[keyof Schemas & string];

/** Null for a type this version does not know. */
export function findEventType(name: string): EventType | null {
  return Object.hasOwn(eventTypes, name) ? (eventTypes[name as EventTypeName] as unknown as EventType) : null;
}
