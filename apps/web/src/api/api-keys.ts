import type { Call } from './call';
import type { Page } from './page';

export const apiKeyScopes = [
  'envelopes:read',
  'envelopes:write',
  'templates:read',
  'templates:write',
  'bulk:write',
  'keys:read',
] as const;
export type ApiKeyScope = (typeof apiKeyScopes)[number];

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** How the secret begins. */
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

/** The only answer that ever carries the secret. */
export interface CreatedApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly secret: string;
}

export const listApiKeys = (call: Call): Promise<Page<ApiKey>> => call('GET /api-keys');

export const createApiKey = (
  call: Call,
  name: string,
  scopes: readonly ApiKeyScope[],
): Promise<CreatedApiKey> => call('POST /api-keys', { body: { name, scopes } });

export const revokeApiKey = (call: Call, id: string): Promise<void> =>
  call('DELETE /api-keys/{id}', { path: { id } });
