import { type BuiltEvent, buildEvent, type NewEvent } from '@sealwright/audit';
import type { AuditWriter, NewAuditEvent } from '../../ports/audit-writer.js';
import type { RepositoryScope } from './repository-scope.js';

/** Where the next event of a chain goes, as the database says after it has locked the head. */
interface ChainPlace {
  readonly seq: bigint;
  readonly at: Date;
}

export class PrismaAuditWriter implements AuditWriter {
  constructor(private readonly scope: RepositoryScope) {}

  async append(stream: string, events: readonly NewAuditEvent[]): Promise<void> {
    if (events.length === 0) return;
    const { client } = this.scope;
    const [place] = await client.$queryRaw<ChainPlace[]>`SELECT seq, at FROM audit_open(${stream})`;
    if (!place) throw new Error('The database did not open the audit stream.');
    const built = events.map((event, index) => this.build(stream, place, index, event));
    const rows = JSON.stringify(built.map(toRow));
    await client.$queryRaw`SELECT 1 AS done FROM audit_append(${stream}, ${place.seq}::bigint, ${rows}::jsonb)`;
  }

  private build(stream: string, place: ChainPlace, index: number, event: NewAuditEvent): BuiltEvent {
    const personal = event.personal.map((entry) => ({ ...entry, salt: this.scope.ids.salt() }));
    const placed = {
      ...event,
      id: this.scope.ids.uuid(),
      stream,
      seq: Number(place.seq) + index,
      atIso: place.at.toISOString(),
      personal,
    };
    // `type` still decides `data` and `personal`; spreading a union loses that for the compiler, buildEvent checks it.
    return buildEvent(placed as NewEvent);
  }
}

/** Bytes travel as base64, salts as hex: one jsonb parameter carries the whole batch. */
function toRow(event: BuiltEvent): object {
  return {
    bytes: Buffer.from(event.bytes).toString('base64'),
    personal: event.personal.map(({ subject, salt, valueJson }) => ({
      subject,
      salt: Buffer.from(salt).toString('hex'),
      value: valueJson,
    })),
  };
}
