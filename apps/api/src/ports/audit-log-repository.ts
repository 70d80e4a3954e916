/** One event as it was written; `bytes` are the canonical JSON that the chain covers. */
export interface RecordedEvent {
  readonly id: string;
  readonly seq: number;
  readonly at: Date;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly chainHash: Uint8Array;
}

/** A personal value beside an event; missing once it has been erased. */
export interface RecordedPersonal {
  readonly eventId: string;
  readonly seq: number;
  readonly subject: string;
  readonly salt: Uint8Array;
  /** Canonical JSON text, exactly what was committed to. */
  readonly valueJson: string;
}

/** Reads what `AuditWriter` wrote. */
export interface AuditLogRepository {
  /** All events of a chain (`envelope:<uuid>` or `organisation:<uuid>`), in order. */
  events(stream: string): Promise<RecordedEvent[]>;
  /** All personal values of a chain that were not erased, by sequence number and subject. */
  personal(stream: string): Promise<RecordedPersonal[]>;
}
