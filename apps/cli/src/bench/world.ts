import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ApiClient } from '../demo/api-client.js';
import { anything, apiKeyShape } from '../demo/api-shapes.js';
import { repositoryPath } from '../platform/repository.js';
import { CliError } from '../terminal/cli-error.js';

/** The throw-away platform that `scripts/bench.mjs` started for this run. */
export interface BenchWorld {
  readonly origin: string;
  readonly inboxUrl: string;
  readonly databaseAdminUrl: string;
  /** The process whose tree is the whole platform. */
  readonly rootPid: number;
  readonly logsDir: string;
  readonly api: ApiClient;
  /** Of the same account as `api`. */
  readonly apiKey: string;
  readonly organisationId: string;
  readonly userId: string;
  /** Three pages, about 50 kB. */
  readonly pdf: Uint8Array<ArrayBuffer>;
}

const surroundings = z.object({
  BENCH_ORIGIN: z.url(),
  BENCH_INBOX_URL: z.url(),
  BENCH_DATABASE_ADMIN_URL: z.url(),
  BENCH_ROOT_PID: z.coerce.number().int(),
  BENCH_LOGS_DIR: z.string(),
  BENCH_EMAIL: z.string(),
  BENCH_PASSWORD: z.string(),
});

const meShape = z.object({ user: z.object({ id: z.string() }), organisation: z.object({ id: z.string() }) });
const scopes = ['envelopes:read', 'envelopes:write', 'templates:read', 'templates:write', 'bulk:write'];

/** @throws CliError `bench-surroundings-missing` when it was not started by `npm run bench`. */
export async function enterWorld(environment: NodeJS.ProcessEnv): Promise<BenchWorld> {
  const parsed = surroundings.safeParse(environment);
  if (!parsed.success) {
    throw new CliError(
      'bench-surroundings-missing',
      'Run benchmarks with: npm run bench -- story, or intake',
    );
  }
  const given = parsed.data;
  const person = new ApiClient(given.BENCH_ORIGIN);
  await person.post('/api/auth/sign-in/email', anything, {
    json: { email: given.BENCH_EMAIL, password: given.BENCH_PASSWORD },
  });
  const me = await person.get('/api/v1/me', meShape);
  const key = await person.post('/api/v1/api-keys', apiKeyShape, { json: { name: 'Benchmark', scopes } });
  return {
    origin: given.BENCH_ORIGIN,
    inboxUrl: given.BENCH_INBOX_URL,
    databaseAdminUrl: given.BENCH_DATABASE_ADMIN_URL,
    rootPid: given.BENCH_ROOT_PID,
    logsDir: given.BENCH_LOGS_DIR,
    api: new ApiClient(given.BENCH_ORIGIN, key.secret),
    apiKey: key.secret,
    organisationId: me.organisation.id,
    userId: me.user.id,
    pdf: new Uint8Array(readFileSync(repositoryPath('apps/cli/assets/service-agreement.pdf'))),
  };
}
