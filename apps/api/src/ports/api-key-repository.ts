import type { ApiKeyId, UserId } from '../domain/ids.js';

export interface StoredApiKey {
  readonly id: ApiKeyId;
  readonly name: string;
  /** First characters of the secret, to recognise it in a list. */
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdBy: UserId;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface ApiKeyRepository {
  insert(key: StoredApiKey, secretHash: Uint8Array): Promise<void>;
  /** Newest first, revoked ones included. */
  list(): Promise<StoredApiKey[]>;
  find(id: ApiKeyId): Promise<StoredApiKey | null>;
  /** @returns false when it does not exist or was revoked before. */
  revoke(id: ApiKeyId): Promise<boolean>;
  /** Notes the use, at most once a minute per key. */
  touch(id: ApiKeyId): Promise<void>;
}
