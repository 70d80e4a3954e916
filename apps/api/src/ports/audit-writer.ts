import type { EventFacts } from '@sealwright/audit';

/**
 * An event as the application says it: `{ type, actor, data, personal }`, typed by its type. The audit package owns the
 * closed list and the shape of each; id, number, time and salts are added here.
 */
export type NewAuditEvent = EventFacts;

export interface AuditWriter {
  /**
   * Appends events to one chain (`envelope:<uuid>` or `organisation:<uuid>`) in the order given, with consecutive
   * numbers and the database's time. The chain's head stays locked until the unit of work ends: append late and, when
   * writing to two chains, to the envelope's first.
   * @throws AuditError when an event does not fit the schema of its type or the kind of its stream.
   */
  append(stream: string, events: readonly NewAuditEvent[]): Promise<void>;
}
