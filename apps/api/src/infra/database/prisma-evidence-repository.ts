import type {
  EvidencePlace,
  EvidenceQuery,
  EvidenceRepository,
  FoundEnvelope,
} from '../../ports/evidence-repository.js';
import type { RepositoryScope } from './repository-scope.js';
import { countEvidence, findEvidence, searchEvidence } from './search-evidence.js';

export class PrismaEvidenceRepository implements EvidenceRepository {
  constructor(private readonly scope: RepositoryScope) {}

  search(query: EvidenceQuery, limit: number, after: EvidencePlace | null): Promise<FoundEnvelope[]> {
    return searchEvidence(this.scope, query, limit, after);
  }

  count(query: EvidenceQuery, most: number): Promise<number> {
    return countEvidence(this.scope, query, most);
  }

  byIds(ids: readonly string[]): Promise<FoundEnvelope[]> {
    return findEvidence(this.scope, ids);
  }

  async sentBetween(from: Date, to: Date): Promise<string[]> {
    const { client, organisationId } = this.scope;
    const rows = await client.$queryRaw<{ id: string }[]>`
      SELECT e.id::text AS id FROM envelope e WHERE e.organisation_id = ${organisationId}::uuid
        AND e.sent_at >= ${from}::timestamptz AND e.sent_at < ${to}::timestamptz`;
    return rows.map(({ id }) => id).sort();
  }

  async logPlaces(stream: string): Promise<ReadonlyMap<number, number>> {
    const rows = await this.scope.client.$queryRaw<{ seq: number; log_index: number }[]>`
      SELECT a.seq::int AS seq, l.log_index::float8 AS log_index
      FROM audit_event a JOIN log_entry l ON l.event_id = a.id WHERE a.stream = ${stream}`;
    return new Map(rows.map((row) => [row.seq, row.log_index]));
  }

  async signedLogSize(): Promise<number> {
    const rows = await this.scope.client.$queryRaw<{ size: number }[]>`
      SELECT coalesce(max(note_size), 0)::float8 AS size FROM log_state`;
    return rows[0]?.size ?? 0;
  }

  async newestOfType(type: string, limit: number): Promise<{ at: Date; bytes: Uint8Array }[]> {
    const stream = `organisation:${this.scope.organisationId}`;
    return await this.scope.client.auditEvent.findMany({
      where: { stream, type },
      select: { at: true, bytes: true },
      orderBy: { seq: 'desc' },
      take: limit,
    });
  }
}
