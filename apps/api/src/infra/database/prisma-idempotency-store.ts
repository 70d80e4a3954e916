import { AppError } from '../../domain/app-error.js';
import type { OrganisationId } from '../../domain/ids.js';
import {
  IdempotencyStore,
  type IdempotencyVerdict,
  type IdempotentRequest,
} from '../../ports/idempotency-store.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';
import { openUnit } from './open-unit.js';
import type { TransactionClient } from './repository-scope.js';

interface KeyRow {
  readonly route: string;
  readonly request_hash: Uint8Array;
  readonly status: number | null;
  readonly response: unknown;
}

/**
 * A first request that never answered (its process was killed) blocks its key for two minutes, then the next attempt is
 * `first` again. The act behind it must therefore have a natural key of its own where doubling it would hurt.
 */
export class PrismaIdempotencyStore extends IdempotencyStore {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async begin(
    organisationId: OrganisationId,
    request: IdempotentRequest,
  ): Promise<IdempotencyVerdict> {
    const requestHash = Uint8Array.from(request.requestHash);
    const row = await this.inUnit(organisationId, async (client) => {
      const claimed = await client.$executeRaw`
        INSERT INTO idempotency_key AS k (organisation_id, key, route, request_hash, created_at)
        VALUES (${organisationId}::uuid, ${request.key}, ${request.route}, ${requestHash}, now())
        ON CONFLICT (organisation_id, key) DO UPDATE
          SET route = excluded.route, request_hash = excluded.request_hash, status = NULL, response = NULL,
            created_at = now()
          WHERE k.created_at < now() - CASE WHEN k.status IS NULL THEN interval '2 minutes' ELSE interval '24 hours' END`;
      if (claimed === 1) return null;
      const rows = await client.$queryRaw<KeyRow[]>`
        SELECT route, request_hash, status, response FROM idempotency_key WHERE key = ${request.key}`;
      return rows[0] ?? null;
    });
    return row === null ? { state: 'first' } : verdictOn(row, request);
  }

  override async complete(
    organisationId: OrganisationId,
    key: string,
    status: number,
    response: unknown,
  ): Promise<void> {
    const answer = response === undefined ? null : JSON.stringify(response);
    await this.inUnit(organisationId, (client) =>
      answer === null
        ? client.$executeRaw`UPDATE idempotency_key SET status = ${status}::int WHERE key = ${key}`
        : client.$executeRaw`
            UPDATE idempotency_key SET status = ${status}::int, response = ${answer}::jsonb WHERE key = ${key}`,
    );
  }

  override async abandon(organisationId: OrganisationId, key: string): Promise<void> {
    await this.inUnit(
      organisationId,
      (client) => client.$executeRaw`DELETE FROM idempotency_key WHERE key = ${key} AND status IS NULL`,
    );
  }

  private async inUnit<T>(
    organisationId: OrganisationId,
    work: (client: TransactionClient) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.prisma.$transaction(async (client) => {
        await openUnit(client, organisationId, 'idempotency', 'write');
        return await work(client);
      });
    } catch (error) {
      throw toAppError(error);
    }
  }
}

function verdictOn(row: KeyRow, request: IdempotentRequest): IdempotencyVerdict {
  if (row.route !== request.route || !Buffer.from(row.request_hash).equals(request.requestHash)) {
    throw new AppError(
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request; use a new one.',
    );
  }
  if (row.status === null) {
    throw new AppError(
      'idempotency-key-in-progress',
      'The first request with this Idempotency-Key is still running.',
    );
  }
  return { state: 'replay', status: row.status, response: row.response };
}
