import type { RunningPlatform } from '../platform/running-platform.js';
import { ApiClient } from './api-client.js';
import { anything, apiKeyShape } from './api-shapes.js';

/** Signs in, makes an API key for this run alone, and revokes it afterwards, also when the run failed. */
export async function withApiKey<T>(
  { origin, login }: RunningPlatform,
  work: (api: ApiClient) => Promise<T>,
): Promise<T> {
  const browser = new ApiClient(origin);
  await browser.post('/api/auth/sign-in/email', anything, { json: login });
  const key = await browser.post('/api/v1/api-keys', apiKeyShape, {
    json: { name: 'Demo run', scopes: ['envelopes:read', 'envelopes:write'] },
  });
  try {
    return await work(new ApiClient(origin, key.secret));
  } finally {
    await browser.delete(`/api/v1/api-keys/${key.id}`);
  }
}
