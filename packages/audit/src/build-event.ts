import { z } from 'zod';
import { canonicalBytes } from './canonical.js';
import { commitToBytes } from './commitment.js';
import { sha256 } from './digest.js';
import { AuditError } from './errors.js';
import { type Actor, auditEvent, EVENT_VERSION, MAX_EVENT_BYTES } from './event.js';
import type { EventType } from './event-types/define-event-type.js';
import { subjectName } from './event-types/event-values.js';
import {
  type EventData,
  type EventPersonal,
  type EventTypeName,
  findEventType,
} from './event-types/registry.js';

const MAX_PERSONAL_BYTES = 262_144;

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

/**
 * Makes the bytes of one event. Pure: equal input gives equal bytes.
 * @throws AuditError `event-type-unknown`, `event-invalid`, `event-too-large`, `personal-invalid`,
 * `value-not-canonical`; the message names the member and the rule, never a value
 */
export function buildEvent(input: NewEvent): BuiltEvent {
  const type = findEventType(input.type);
  if (type === null) throw new AuditError('event-type-unknown', `There is no event type "${input.type}".`);
  const personal = input.personal.map((value) => buildPersonal(type, input.type, value)).sort(bySubject);
  const event = check(auditEvent, 'event-invalid', input.type, {
    v: EVENT_VERSION,
    id: input.id,
    stream: input.stream,
    seq: input.seq,
    at: input.atIso,
    type: input.type,
    actor: input.actor,
    data: check(type.data, 'event-invalid', `${input.type} data`, input.data),
    personal: personal.map(({ subject, commitHex }) => ({ subject, commit: commitHex })),
  });
  assertStream(type, event.stream, input.type);
  const bytes = canonicalBytes(event);
  if (bytes.length > MAX_EVENT_BYTES) {
    throw new AuditError(
      'event-too-large',
      `This ${input.type} event is larger than ${MAX_EVENT_BYTES} bytes.`,
    );
  }
  return { bytes, eventHash: sha256(bytes), personal };
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
  const valueBytes = canonicalBytes(check(schema, 'personal-invalid', `${typeName} ${kind}`, entry.value));
  if (valueBytes.length > MAX_PERSONAL_BYTES) {
    throw new AuditError('personal-invalid', `The personal value of a ${typeName} event is too large.`);
  }
  return {
    subject,
    salt: entry.salt,
    valueJson: new TextDecoder().decode(valueBytes),
    commitHex: commitToBytes(valueBytes, entry.salt),
  };
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
