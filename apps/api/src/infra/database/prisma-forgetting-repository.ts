import { AppError } from '../../domain/app-error.js';
import {
  type ErasureEntry,
  type ErasureScope,
  type ObstacleCode,
  obstacleCodes,
  obstacleSentences,
} from '../../domain/erased.js';
import { asId, type EnvelopeId } from '../../domain/ids.js';
import type { StoredBlob } from '../../ports/blob-store.js';
import type {
  EnvelopeErasure,
  ErasureCounts,
  ForgettingRepository,
  SubjectErasureCounts,
} from '../../ports/forgetting-repository.js';
import { sqlState } from './database-errors.js';
import { fromHex, toHex } from './hex-columns.js';
import type { RepositoryScope } from './repository-scope.js';

const REFUSED_STATE = 'SW010';

export class PrismaForgettingRepository implements ForgettingRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async obstacles(envelopeId: EnvelopeId, scope: ErasureScope): Promise<ObstacleCode[]> {
    const [row] = await this.scope.client.$queryRaw<{ codes: string[] }[]>`
      SELECT forgetting_obstacles(${envelopeId}::uuid, ${scope}) AS codes`;
    return (row?.codes ?? []).filter(isObstacle);
  }

  async erase(envelopeId: EnvelopeId, erasure: EnvelopeErasure): Promise<ErasureCounts> {
    const request = JSON.stringify(erasure);
    const [row] = await this.scope.client.$queryRaw<{ counts: ErasureCounts }[]>`
      SELECT forget_envelope(${envelopeId}::uuid, ${request}::jsonb) AS counts`.catch(toRefusal);
    if (!row) throw new Error('The database did not say what it erased.');
    return row.counts;
  }

  async eraseSubjects(
    id: string,
    requestId: string,
    subjects: readonly string[],
  ): Promise<SubjectErasureCounts> {
    const request = JSON.stringify({ id, requestId, subjects });
    const [row] = await this.scope.client.$queryRaw<{ counts: SubjectErasureCounts }[]>`
      SELECT forget_subjects(${request}::jsonb) AS counts`;
    if (!row) throw new Error('The database did not say what it erased.');
    return row.counts;
  }

  async removals(): Promise<StoredBlob[]> {
    const rows = await this.scope.client.blobRemoval.findMany({
      where: { organisationId: this.scope.organisationId, fileRemovedAt: null },
    });
    return rows.flatMap(({ sha256, byteSize, wrappedKey, wrappingKeyId }) =>
      wrappedKey && wrappingKeyId
        ? [{ sha256Hex: toHex(sha256), byteSize: Number(byteSize), wrappedKey, wrappingKeyId }]
        : [],
    );
  }

  async noteRemoved(sha256Hex: string): Promise<void> {
    const { client, organisationId, now } = this.scope;
    await client.blobRemoval.updateMany({
      where: { organisationId, sha256: fromHex(sha256Hex), fileRemovedAt: null },
      data: { wrappedKey: null, fileRemovedAt: now },
    });
  }

  async countOf(requestId: string): Promise<number> {
    const { client, organisationId } = this.scope;
    return await client.erasureEntry.count({
      where: { organisationId, requestId, envelopeId: { not: null } },
    });
  }

  async namedInCertificates(requestId: string): Promise<EnvelopeId[]> {
    const rows = await this.scope.client.$queryRaw<{ id: string }[]>`
      SELECT e.id::text AS id FROM envelope e
      WHERE e.certificate_sha256 IS NOT NULL AND e.documents_erased_at IS NULL AND EXISTS (
        SELECT FROM erasure_entry x WHERE x.envelope_id = e.id AND x.request_id = ${requestId}::uuid AND x.sender)
      ORDER BY e.created_at, e.id`;
    return rows.map(({ id }) => asId<EnvelopeId>(id));
  }

  async entry(id: string): Promise<(ErasureEntry & ErasureCounts) | null> {
    const row = await this.scope.client.erasureEntry.findUnique({ where: { id } });
    if (row === null) return null;
    const { envelopeId, recipientIds, subjects, texts, sender, requestId } = row;
    return {
      ...{ id, organisationId: this.scope.organisationId, envelopeId, recipientIds, subjects, texts, sender },
      requestId,
      scope: row.scope as ErasureEntry['scope'],
      cause: row.cause as ErasureEntry['cause'],
      erasedAt: row.erasedAt.toISOString(),
      ...(row.counts as unknown as ErasureCounts),
    };
  }
}

function isObstacle(code: string): code is ObstacleCode {
  return obstacleCodes.some((known) => known === code);
}

/** Somebody placed a hold, or the rule changed, between the question and the act. */
function toRefusal(error: unknown): never {
  if (sqlState(error) !== REFUSED_STATE) throw error;
  const text = String(error);
  const codes = obstacleCodes.filter((code) => text.includes(code));
  const sentences = codes.map((code) => obstacleSentences[code]);
  throw new AppError('erasure-refused', sentences.join(' ') || 'This may not be erased now.', {
    cause: error,
  });
}
