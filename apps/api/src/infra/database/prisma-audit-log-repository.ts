import type {
  AuditLogRepository,
  RecordedEvent,
  RecordedPersonal,
} from '../../ports/audit-log-repository.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaAuditLogRepository implements AuditLogRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async events(stream: string): Promise<RecordedEvent[]> {
    const rows = await this.scope.client.auditEvent.findMany({ where: { stream }, orderBy: { seq: 'asc' } });
    return rows.map(({ seq, at, type, bytes, chainHash }) => ({
      seq: Number(seq),
      at,
      type,
      bytes,
      chainHash,
    }));
  }

  async personal(stream: string): Promise<RecordedPersonal[]> {
    const rows = await this.scope.client.$queryRaw<(Omit<RecordedPersonal, 'seq'> & { seq: bigint })[]>`
      SELECT e.seq, p.subject, p.salt, p.value AS "valueJson"
      FROM audit_personal p JOIN audit_event e ON e.id = p.event_id
      WHERE e.stream = ${stream} ORDER BY e.seq, p.subject`;
    return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
  }
}
