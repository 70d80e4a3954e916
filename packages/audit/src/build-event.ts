import { z } from 'zod';
import { canonicalText } from './canonical.js';
import { commitToBytes } from './commitment.js';
import { sha256 } from './digest.js';
import { AuditError } from './errors.js';
import { type Actor, EVENT_VERSION, eventPlace, MAX_EVENT_BYTES, unplacedEvent } from './event.js';
import type { EventType } from './event-types/define-event-type.js';
import { subjectName } from './event-types/event-values.js';
import {
  type EventData,
  type EventPersonal,
  type EventTypeName,
  findEventType,
} from './event-types/registry.js';

const MAX_PERSONAL_BYTES = 262_144;
const encoder = new TextEncoder();

/** What stands beside the chain, erasable: exactly the text that was committed to. */
export type StoredPersonalValue = { subject: string; salt: Uint8Array; valueJson: string; commitHex: string };

/** What happened, as a caller says it; `type` decides what `data` and `personal` may hold. */
export type EventFacts<Name extends EventTypeName = EventTypeName> = {
  [Type in Name]: {
    type: Type;
    actor: Actor;
    data: EventData<Type>;
    personal: readonly EventPersonal<Type>[];
  };
}[Name];

/** The same with its place in a stream, and 32 fresh random bytes of salt for each personal value. */
export type NewEvent<Name extends EventTypeName = EventTypeName> = {
  [Type in Name]: {
    id: string;
    stream: string;
    /** Counts from 1 within the stream, without gaps. */
    seq: number;
    /** From the database's clock, RFC 3339 UTC with milliseconds. */
    atIso: string;
    type: Type;
    actor: Actor;
    data: EventData<Type>;
    personal: readonly (EventPersonal<Type> & { salt: Uint8Array })[];
  };
}[Name];

export type BuiltEvent = { bytes: Uint8Array; eventHash: Uint8Array; personal: StoredPersonalValue[] };

/** An event whose number and time somebody else will say: whoever holds the head of its chain. */
export type UnplacedEvent<Name extends EventTypeName = EventTypeName> = {
  [Type in Name]: Omit<NewEvent<Type>, 'seq' | 'atIso'>;
}[Name];

export type PreparedEvent = {
  /** The canonical text up to the time, from there to the number, and behind it; no part holds a line break. */
  parts: readonly [beforeAt: string, beforeSeq: string, rest: string];
  personal: StoredPersonalValue[];
};

/** What the time and the longest number add to the parts. */
const PLACE_BYTES = 24 + 16;

/**
 * Makes the bytes of one event. Pure: equal input gives equal bytes.
 * @throws AuditError `event-type-unknown`, `event-invalid`, `event-too-large`, `personal-invalid`,
 * `value-not-canonical`; the message names the member and the rule, never a value
 */
export function buildEvent(input: NewEvent): BuiltEvent {
  const { parts, personal } = prepareEvent(input);
  const place = { at: input.atIso, seq: input.seq };
  const { at, seq } = check(eventPlace, 'event-invalid', input.type, place);
  const bytes = encoder.encode(parts[0] + at + parts[1] + seq + parts[2]);
  return { bytes, eventHash: sha256(bytes), personal };
}

/**
 * The same without number and time, in parts: `parts[0] + at + parts[1] + seq + parts[2]` are the canonical bytes, RFC
 * 8785 sorts the members so. The database can put them together while it holds the head of the chain.
 * @throws AuditError as {@link buildEvent}
 */
export function prepareEvent(input: UnplacedEvent): PreparedEvent {
  const type = findEventType(input.type);
  if (type === null) throw new AuditError('event-type-unknown', `There is no event type "${input.type}".`);
  const personal = input.personal.map((value) => buildPersonal(type, input.type, value)).sort(bySubject);
  const event = check(unplacedEvent, 'event-invalid', input.type, {
    v: EVENT_VERSION,
    id: input.id,
    stream: input.stream,
    type: input.type,
    actor: input.actor,
    personal: personal.map(({ subject, commitHex }) => ({ subject, commit: commitHex })),
  });
  const data = check(type.data, 'event-invalid', `${input.type} data`, input.data);
  assertStream(type, event.stream, input.type);
  const parts = toParts({ ...event, data });
  if (encoder.encode(parts.join('')).length + PLACE_BYTES > MAX_EVENT_BYTES) {
    throw new AuditError(
      'event-too-large',
      `This ${input.type} event is larger than ${MAX_EVENT_BYTES} bytes.`,
    );
  }
  return { parts, personal };
}

/** The members stand in the order of RFC 8785: actor, at, data, id, personal, seq, stream, type, v. */
function toParts({ actor, data, id, personal, stream, type, v }: Unplaced): PreparedEvent['parts'] {
  return [
    `{${membersOf({ actor })},"at":"`,
    `",${membersOf({ data, id, personal })},"seq":`,
    `,${membersOf({ stream, type, v })}}`,
  ];
}

type Unplaced = z.output<typeof unplacedEvent> & { data: unknown };

/** Canonical text of an object, without its braces. */
function membersOf(members: Record<string, unknown>): string {
  return canonicalText(members).slice(1, -1);
}

function buildPersonal(
  type: EventType,
  typeName: string,
  entry: { subject: string; value: unknown; salt: Uint8Array },
): StoredPersonalValue {
  const subject = check(subjectName, 'personal-invalid', `${typeName} subject`, entry.subject);
  const kind = subject.slice(0, subject.indexOf(':'));
  const schema = Object.hasOwn(type.personal, kind) ? type.personal[kind] : undefined;
  if (schema === undefined) {
    throw new AuditError(
      'personal-invalid',
      `A ${typeName} event carries nothing about a subject of kind "${kind}".`,
    );
  }
  const valueJson = canonicalText(check(schema, 'personal-invalid', `${typeName} ${kind}`, entry.value));
  const valueBytes = encoder.encode(valueJson);
  if (valueBytes.length > MAX_PERSONAL_BYTES) {
    throw new AuditError('personal-invalid', `The personal value of a ${typeName} event is too large.`);
  }
  return { subject, salt: entry.salt, valueJson, commitHex: commitToBytes(valueBytes, entry.salt) };
}

function assertStream(type: EventType, stream: string, typeName: string): void {
  const kind = stream.slice(0, stream.indexOf(':'));
  if (!type.streams.some((allowed) => allowed === kind)) {
    throw new AuditError(
      'event-invalid',
      `A ${typeName} event does not belong in a stream of kind "${kind}".`,
    );
  }
}

function check<T extends z.ZodType>(
  schema: T,
  errorCode: 'event-invalid' | 'personal-invalid',
  what: string,
  value: unknown,
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // Only path and rule: zod's own text can quote the value.
  const issue = result.error.issues[0];
  const path = issue?.path.join('/') ?? '';
  const rule =
    issue?.code === 'invalid_format' || issue?.code === 'custom' ? issue.message : (issue?.code ?? 'invalid');
  throw new AuditError(errorCode, `The ${what} is wrong at "${path}": ${rule.replaceAll('_', ' ')}.`);
}

function bySubject(a: { subject: string }, b: { subject: string }): number {
  if (a.subject === b.subject) return 0;
  return a.subject < b.subject ? -1 : 1;
}
