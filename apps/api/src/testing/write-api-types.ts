import 'reflect-metadata';
import openapiTS, { astToString } from 'openapi-typescript';
import { apiModule } from '../api.module.js';
import { loadConfig } from '../config/config.js';
import { describeApi } from '../http/openapi.js';
import { routesOf } from '../http/route-table.js';
import { controllersOf } from './controllers-of.js';

const NOTICE = `// Made from the API's own description; a test fails when it is stale. To make it anew:
// pnpm exec vitest run --project unit apps/api/src/http/api-types.test.ts -u
`;

/**
 * The TypeScript of everything the API describes of itself: apps/web/src/api/generated/api-types.ts. Equal routes and
 * schemas give equal text.
 */
export async function writeApiTypes(): Promise<string> {
  const { config, secrets } = loadConfig('api', NOWHERE);
  const routes = controllersOf(apiModule(config, secrets)).flatMap(routesOf);
  const description = JSON.stringify(describeApi(routes, config.publicUrl), simplified);
  const nodes = await openapiTS(description, {
    immutable: true,
    defaultNonNullable: false,
    alphabetize: true,
  });
  // Of an API without webhooks they are two empty types that nobody could import.
  const text = astToString(nodes).replace(/^export type (webhooks|\$defs) = .*;\n/gm, '');
  return `${NOTICE}${text}`;
}

/** Problems have one shape everywhere, which the web reads at run time. A type of any JSON would refer to itself in itself. */
function simplified(key: string, value: unknown): unknown {
  if (key === 'Json') return {};
  if (key !== 'responses' || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([status]) => !/^[45]\d\d$/.test(status)));
}

/** The least a configuration needs; nothing is reached there. */
const NOWHERE = {
  NODE_ENV: 'test',
  PUBLIC_URL: 'http://localhost:4870',
  DATABASE_URL: 'postgresql://nobody@localhost/nowhere',
  REDIS_URL: 'redis://localhost/0',
  SMTP_URL: 'smtp://localhost',
  MAIL_FROM: 'Sealwright <sign@sealwright.localhost>',
  STORAGE_DIR: '/nonexistent',
  MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  AUTH_SECRET: 'a'.repeat(64),
};
