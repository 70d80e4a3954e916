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
    return rows.map(({ id, seq, at, type, bytes, chainHash }) => ({
      id,
      seq: Number(seq),
      at,
      type,
      bytes,
      chainHash,
    }));
  }

  async personal(stream: string): Promise<RecordedPersonal[]> {
    return await this.scope.client.$queryRaw<RecordedPersonal[]>`
      SELECT e.id::text AS "eventId", e.seq::int AS seq, p.subject, p.salt, p.value AS "valueJson"
      FROM audit_personal p JOIN audit_event e ON e.id = p.event_id
      WHERE e.stream = ${stream} ORDER BY e.seq, p.subject`;
  }
}
