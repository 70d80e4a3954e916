import type { Actor, DomainEvent, PersonalFact } from '../domain/events.js';
import type { NewAuditEvent } from '../ports/audit-writer.js';
import type { Transaction } from '../ports/transaction.js';
import { toAuditEvent } from './to-audit-event.js';
import { toJobs } from './to-jobs.js';

/** Who acted, and what may be kept beside the chain to recognise them by. */
export interface RecordContext {
  readonly actor: Actor;
  readonly name?: string;
  readonly email?: string;
  readonly ip?: string;
  readonly userAgent?: string;
}

/** The platform itself: jobs and sweeps. */
export const bySystem: RecordContext = { actor: { kind: 'system', id: null } };

/**
 * Writes what follows from events into the same transaction as the state they belong to: audit events and outbox rows
 * (promise 4). Call it once per unit of work, after the state is written: the heads of the chains stay locked from here
 * to the commit, and the envelope's chain is taken before the organisation's.
 */
export async function record(
  tx: Transaction,
  events: readonly DomainEvent[],
  context: RecordContext,
): Promise<void> {
  for (const [stream, entries] of byStream(tx, events, context)) await tx.audit.append(stream, entries);
  await tx.outbox.enqueueAll(events.flatMap((event) => toJobs(event)));
}

function byStream(
  tx: Transaction,
  events: readonly DomainEvent[],
  context: RecordContext,
): [stream: string, entries: NewAuditEvent[]][] {
  const streams = new Map<string, NewAuditEvent[]>();
  for (const event of events) {
    const facts = toAuditEvent(event);
    if (facts === null) continue;
    const stream =
      'envelopeId' in event ? `envelope:${event.envelopeId}` : `organisation:${tx.organisationId}`;
    const personal = mergePersonal([...facts.personal, ...personOf(context)]);
    const entries = streams.get(stream) ?? [];
    entries.push(asAuditEvent({ type: facts.type, actor: context.actor, data: facts.data, personal }));
    streams.set(stream, entries);
  }
  return [...streams].sort(([a], [b]) => (a < b ? -1 : 1));
}

function personOf(context: RecordContext): PersonalFact[] {
  const { actor, name, email, ip, userAgent } = context;
  const value = Object.fromEntries(
    Object.entries({ name, email, ip, userAgent }).filter(([, text]) => text !== undefined && text !== ''),
  );
  if (actor.id === null || Object.keys(value).length === 0) return [];
  return [{ subject: `${actor.kind}:${actor.id}`, value }];
}

/** One commitment per subject: what an event says of a person and what is known of them as its actor become one value. */
function mergePersonal(parts: readonly PersonalFact[]): PersonalFact[] {
  const bySubject = new Map<string, PersonalFact>();
  for (const part of parts) {
    const value = { ...bySubject.get(part.subject)?.value, ...part.value };
    bySubject.set(part.subject, { subject: part.subject, value });
  }
  return [...bySubject.values()];
}

/** Type, data and subjects were typed together in to-audit-event; merging loses that, and append checks it again. */
function asAuditEvent(event: {
  type: string;
  actor: Actor;
  data: unknown;
  personal: unknown;
}): NewAuditEvent {
  return event as NewAuditEvent;
}
