import { type ApiKeyId, asId, type UserId } from '../../domain/ids.js';
import type { ApiKeyRepository, StoredApiKey } from '../../ports/api-key-repository.js';
import type { ApiKey } from './generated/client.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaApiKeyRepository implements ApiKeyRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async insert(key: StoredApiKey, secretHash: Uint8Array): Promise<void> {
    const { organisationId } = this.scope;
    const secret = { secretHash: Uint8Array.from(secretHash), scopes: [...key.scopes] };
    await this.scope.client.apiKey.create({ data: { ...key, ...secret, organisationId } });
  }

  async list(): Promise<StoredApiKey[]> {
    const rows = await this.scope.client.apiKey.findMany({ orderBy: { createdAt: 'desc' }, take: 500 });
    return rows.map(toStored);
  }

  async find(id: ApiKeyId): Promise<StoredApiKey | null> {
    const row = await this.scope.client.apiKey.findUnique({ where: { id } });
    return row === null ? null : toStored(row);
  }

  async revoke(id: ApiKeyId): Promise<boolean> {
    const revokedAt = this.scope.now;
    const { count } = await this.scope.client.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt },
    });
    return count === 1;
  }

  async touch(id: ApiKeyId): Promise<void> {
    const { now } = this.scope;
    const aMinuteAgo = new Date(now.getTime() - 60_000);
    await this.scope.client.apiKey.updateMany({
      where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: aMinuteAgo } }] },
      data: { lastUsedAt: now },
    });
  }
}

function toStored(row: ApiKey): StoredApiKey {
  const { name, prefix, scopes, createdAt, lastUsedAt, revokedAt } = row;
  const ids = { id: asId<ApiKeyId>(row.id), createdBy: asId<UserId>(row.createdBy) };
  return { ...ids, name, prefix, scopes, createdAt, lastUsedAt, revokedAt };
}
