import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { TestInstance } from './test-instance.js';

/** Where a text still is: `table.column`, `blob`, `redis`, `log:<file>`, `file:<name>`. Sorted, each once. */
export type Traces = ReadonlyMap<string, readonly string[]>;

/** Looks for texts wherever the platform keeps anything: as a superuser and with the keys of the files. Case is ignored. */
export async function findTraces(instance: TestInstance, needles: readonly string[]): Promise<Traces> {
  const traces = new Map(needles.map((needle) => [needle, new Set<string>()]));
  const look = (place: string, content: Uint8Array | string) => {
    const text = Buffer.from(content as string)
      .toString('latin1')
      .toLowerCase();
    for (const [needle, places] of traces) if (text.includes(needle.toLowerCase())) places.add(place);
  };
  await lookIntoTables(instance, look);
  await lookIntoFiles(instance, look);
  await lookIntoRedis(look);
  lookIntoFolder(instance.dir, look);
  return new Map([...traces].map(([needle, places]) => [needle, [...places].sort()]));
}

type Look = (place: string, content: Uint8Array | string) => void;

/** Every column of every row of every table; bytes as they are. */
async function lookIntoTables({ database }: TestInstance, look: Look): Promise<void> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT table_schema || '.' || quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'",
    );
    if (tables.length < 30)
      throw new Error(`Only ${tables.length} tables: this looks at the wrong database.`);
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      for (const row of rows) {
        for (const [column, value] of Object.entries(row)) {
          look(`${name.replace('public.', '')}.${column}`, asContent(value));
        }
      }
    }
  } finally {
    await client.end();
  }
}

function asContent(value: unknown): Uint8Array | string {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Every file the database still has a key for, decrypted: its bytes, the words on its pages, and what is attached. */
async function lookIntoFiles(instance: TestInstance, look: Look): Promise<void> {
  const sql = "SELECT organisation_id::text AS organisation, encode(sha256, 'hex') AS hex FROM blob";
  for (const { hex } of await instance.database.query('admin', sql)) {
    const bytes = await instance.blobs.get(instance.organisationId, String(hex));
    look('blob', bytes);
    const path = join(instance.dir, 'look-into.pdf.tmp');
    writeFileSync(path, bytes);
    look('blob', execFileSync('pdftotext', [path, '-'], { maxBuffer: 1 << 26 }));
    look(
      'blob',
      execFileSync('qpdf', ['--warning-exit-0', '--qdf', '--object-streams=disable', path, '-'], {
        maxBuffer: 1 << 28,
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );
    writeFileSync(path, '');
  }
}

async function lookIntoRedis(look: Look): Promise<void> {
  const redis = new Redis(process.env.REDIS_URL ?? '');
  try {
    for (const key of await redis.keys('*')) {
      look('redis', key);
      const dumped = await redis.dumpBuffer(key);
      if (dumped) look('redis', dumped);
      const type = await redis.type(key);
      if (type === 'hash') look('redis', JSON.stringify(await redis.hgetall(key)));
      if (type === 'stream') look('redis', JSON.stringify(await redis.xrange(key, '-', '+')));
    }
  } finally {
    redis.disconnect();
  }
}

/** Logs of all processes, the erasure list, tiles, and the encrypted files as they lie there. */
function lookIntoFolder(folder: string, look: Look): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    look(name.endsWith('.log') ? `log:${name}` : `file:${name}`, readFileSync(path));
    look(`file name:${name}`, name);
  }
}
