import { type PreparedEvent, prepareEvent, type UnplacedEvent } from '@sealwright/audit';
import type { AuditWriter, NewAuditEvent } from '../../ports/audit-writer.js';
import { toHex } from './hex-columns.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaAuditWriter implements AuditWriter {
  constructor(private readonly scope: RepositoryScope) {}

  /** One call: the database locks the head of the chain, says number and time, and writes. */
  async append(stream: string, events: readonly NewAuditEvent[]): Promise<void> {
    if (events.length === 0) return;
    const blocks = events.map((event) => toBlock(this.prepare(stream, event))).join('\n\n');
    await this.scope.client
      .$queryRaw`/* named: append-events */ SELECT 1 AS done FROM audit_append(${stream}, ${blocks})`;
  }

  private prepare(stream: string, event: NewAuditEvent): PreparedEvent {
    const personal = event.personal.map((entry) => ({ ...entry, salt: this.scope.ids.salt() }));
    const unplaced = { ...event, id: this.scope.ids.uuid(), stream, personal };
    // `type` still decides `data` and `personal`; spreading a union loses that for the compiler, prepareEvent checks it.
    return prepareEvent(unplaced as UnplacedEvent);
  }
}

/** As `audit_append` reads it (migration `append_in_one_call`): canonical JSON holds no line break, so lines are enough. */
function toBlock({ parts, personal }: PreparedEvent): string {
  const values = personal.flatMap(({ subject, salt, valueJson }) => [subject, toHex(salt), valueJson]);
  return [...parts, ...values].join('\n');
}
