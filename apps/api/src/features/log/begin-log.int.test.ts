import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCheckpoint, parseSignedNote, parseVerifierKey, verifyCheckpoint } from '@sealwright/audit/log';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPrismaClient } from '../../infra/database/prisma-client.js';
import { PrismaLogBeginnings } from '../../infra/database/prisma-log-beginnings.js';
import { PrismaLogCheckpoints } from '../../infra/database/prisma-log-checkpoints.js';
import { PrismaLogKeys } from '../../infra/database/prisma-log-keys.js';
import { PrismaLogPlaces } from '../../infra/database/prisma-log-places.js';
import { FileLogFolders } from '../../infra/log-tiles/file-log-folders.js';
import { ProofsFromTiles } from '../../infra/log-tiles/proofs-from-tiles.js';
import { copyTestDatabase, type TestDatabase } from '../../testing/database.js';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';
import { appendChain } from '../../testing/test-log.js';

const cli = fileURLToPath(new URL('../../../../cli/dist/main.js', import.meta.url));
const origin = 'localhost:4680/log';
let instance: TestInstance;
/** Older than what was shown by a few events. */
let backup: TestDatabase;
let dir: string;
let storage: string;
let notes: { kept: string; shown: string };
const opened: TestDatabase[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sealwright-restored-'));
  instance = await createTestInstance();
  storage = join(instance.dir, 'blobs');
  const kept = await grow(6);
  await instance.prisma.$disconnect();
  backup = await copyTestDatabase(instance.database);
  const shown = await grow(4);
  notes = { kept, shown };
});
afterAll(async () => {
  for (const database of opened) await database.drop();
  await backup?.drop();
  await instance?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** The sealer takes in so many events more. @returns the checkpoint it then shows */
async function grow(count: number): Promise<string> {
  await appendChain(instance.database, count);
  const sealer = instance.start('sealer');
  const note = await until(() => settledNote(instance.database, join(storage, 'log')));
  await sealer.kill('SIGTERM');
  return note;
}

/** What is shown, once nothing waits for it. */
async function settledNote(database: TestDatabase, logDir: string): Promise<string | null> {
  const last = await new FileLogFolders(logDir).lastShown();
  const [row] = await database.query(
    'auditor',
    `SELECT generation, (SELECT count(*) FROM audit_event)::int AS events, (SELECT count(*) FROM log_pending)::int AS waiting
     FROM log_state`,
  );
  const isAll =
    last !== null &&
    row?.waiting === 0 &&
    row.generation === last.generation &&
    row.events === headOf(last.note).size;
  return isAll ? last.note : null;
}

const headOf = (note: string) => parseCheckpoint(parseSignedNote(note).text).head;

function nameOf(note: string): string {
  const { size, root } = headOf(note);
  return `${size}:${Buffer.from(root).toString('hex').slice(0, 16)}`;
}

interface Restored {
  readonly database: TestDatabase;
  readonly storage: string;
  readonly logDir: string;
  start(environment?: Record<string, string>): ReturnType<TestInstance['start']>;
  run(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }>;
  settled(): Promise<string>;
}

/** The older rows beside the tiles of today: what an operator has after a restore. */
async function restore(): Promise<Restored> {
  const database = await copyTestDatabase(backup);
  opened.push(database);
  const copied = mkdtempSync(join(dir, 'storage-'));
  cpSync(storage, copied, { recursive: true });
  const logDir = join(copied, 'log');
  const environment = {
    STORAGE_DIR: copied,
    DATABASE_URL: database.urlOf('sealer'),
    AUDITOR_DATABASE_URL: database.urlOf('auditor'),
  };
  return {
    ...{ database, storage: copied, logDir },
    start: (more = {}) => instance.start('sealer', { ...environment, ...more }),
    run: (...args) => runCli(environment, args),
    settled: () => until(() => settledNote(database, logDir)),
  };
}

async function runCli(environment: Record<string, string>, args: readonly string[]) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: {
      PATH: process.env.PATH ?? '',
      LOG_DIR: join(environment.STORAGE_DIR ?? '', 'log'),
      ...environment,
    },
  });
  const streams = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    streams.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    streams.stderr += chunk.toString();
  });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, ...streams };
}

const deliberately = () => ['--last-shown', nameOf(notes.shown), '--reason', 'disk failure', '--by', 'Ada'];

/** One statement, everybody told once, all rows under a checkpoint of the new name, the old log as it was. */
async function expectBegun(restored: Restored): Promise<string> {
  const note = await restored.settled();
  const { database, logDir } = restored;
  const rows = await database.query('auditor', 'SELECT * FROM log_beginning');
  expect(rows).toMatchObject([
    {
      ...{ generation: 2, origin: `${origin}/2`, proved: true, reason: 'disk failure' },
      ...{ after_size: String(headOf(notes.shown).size), kept_size: String(headOf(notes.kept).size) },
    },
  ]);
  const [told] = await database.query(
    'auditor',
    `SELECT (SELECT count(*) FROM organization)::int AS organisations,
       (SELECT count(*) FROM audit_event WHERE type = 'log.begun')::int AS events,
       (SELECT count(*) FROM log_alarm WHERE code = 'events-lost' AND acknowledged_at IS NULL)::int AS alarms`,
  );
  expect(told).toMatchObject({
    events: told?.organisations,
    alarms: told?.organisations,
  });
  expect(readFileSync(join(logDir, 'checkpoint'), 'utf8')).toBe(notes.shown);
  return note;
}

describe('a database that is older than what was shown of its log', () => {
  it('stands still, says so, and goes on as another log when that is asked for by name', async () => {
    const restored = await restore();
    const sealer = restored.start();
    const cause = await until(async () => {
      const [row] = await restored.database.query(
        'auditor',
        "SELECT * FROM service_health WHERE name = 'log'",
      );
      return row?.state === 'failed' ? row : null;
    });
    expect(cause).toMatchObject({ code: 'tree-shrank' });
    expect(cause.detail).toContain(`begin-log --last-shown ${nameOf(notes.shown)}`);

    const unnamed = await restored.run('audit', 'begin-log');
    expect(unnamed).toMatchObject({ status: 64 });
    expect(unnamed.stderr).toContain(`--last-shown ${nameOf(notes.shown)}`);
    const wrong = await restored.run(
      'audit',
      'begin-log',
      '--last-shown',
      nameOf(notes.kept),
      '--reason',
      'x',
    );
    expect(wrong).toMatchObject({ status: 1 });
    expect(wrong.stderr).toContain(`shown last is ${headOf(notes.shown).size}:`);
    const begun = await restored.run('audit', 'begin-log', ...deliberately(), '--json');
    expect(begun).toMatchObject({ status: 0 });
    expect(JSON.parse(begun.stdout)).toMatchObject({
      ...{ origin: `${origin}/2`, keptSize: headOf(notes.kept).size, proved: true },
      lostCount: headOf(notes.shown).size - headOf(notes.kept).size,
    });

    const note = await expectBegun(restored);
    const keys = await restored.database.query(
      'auditor',
      'SELECT verifier_key, retired_at FROM log_key ORDER BY registered_at',
    );
    expect(keys).toMatchObject([{ retired_at: expect.any(Date) }, { retired_at: null }]);
    const logKeys = keys.map((row) => parseVerifierKey(String(row.verifier_key)));
    expect(new Set(logKeys.map(({ publicKey }) => Buffer.from(publicKey).toString('hex'))).size).toBe(1);
    expect(await verifyCheckpoint(note, { origin: `${origin}/2`, logKeys })).toMatchObject({
      verdict: 'trusted',
    });

    const again = await restored.run('audit', 'begin-log', ...deliberately());
    expect(again).toMatchObject({ status: 1 });
    expect(again.stderr).toMatch(/is whole/);
    await appendChain(restored.database, 3);
    expect(headOf(await restored.settled()).size).toBe(headOf(note).size + 3);
    await sealer.kill('SIGTERM');
    await expectStory(
      restored,
      logKeys.map((key) => `${key.name}+${key.keyIdHex}`),
    );
  });

  /** `verify-log` and the proofs: what was kept of the old log holds as far as it is still there, and no further. */
  async function expectStory(restored: Restored, names: readonly string[]): Promise<void> {
    const [keptFile, shownFile, keyFile] = ['kept', 'shown', 'old.key'].map((name) => join(dir, name));
    writeFileSync(keptFile ?? '', notes.kept);
    writeFileSync(shownFile ?? '', notes.shown);
    const keyRows = await restored.database.query(
      'auditor',
      'SELECT verifier_key FROM log_key ORDER BY registered_at',
    );
    writeFileSync(keyFile ?? '', `${String(keyRows[0]?.verifier_key)}\n`);
    expect(names[0]).toContain(`${origin}+`);
    const verify = async (...args: string[]) => {
      const { status, stdout } = await restored.run(
        'audit',
        'verify-log',
        '--json',
        '--log-key',
        keyFile ?? '',
        ...args,
      );
      return { status, report: JSON.parse(stdout) as Record<string, unknown> };
    };
    const early = await verify('--checkpoint', keptFile ?? '');
    expect(early).toMatchObject({ status: 0, report: { verdict: 'intact', origin: `${origin}/2` } });
    expect(early.report.beginnings).toMatchObject([
      { afterOrigin: origin, reason: 'disk failure', begunBy: 'Ada' },
    ]);
    expect(JSON.stringify(early.report.limits)).toContain('of them are gone');
    const late = await verify('--checkpoint', shownFile ?? '');
    expect(late).toMatchObject({
      status: 1,
      report: { faults: [{ code: 'events-lost', index: headOf(notes.kept).size }] },
    });
    await expectProofs(restored);
  }

  async function expectProofs({ database, logDir }: Restored): Promise<void> {
    const prisma = createPrismaClient({
      databaseUrl: database.urlOf('app'),
      applicationName: 'test',
      poolSize: 2,
    });
    try {
      const keys = new PrismaLogKeys(prisma);
      const proofs = new ProofsFromTiles({
        ...{ folders: new FileLogFolders(logDir), keys },
        ...{ places: new PrismaLogPlaces(prisma), checkpoints: new PrismaLogCheckpoints(prisma) },
      });
      // Two certificates of the log that ended are still compared by its own tiles.
      expect(await proofs.consistency(notes.kept, notes.shown)).toContain('sealwright-consistency-proof');
      expect(await proofs.consistency(notes.kept)).toContain('sealwright-consistency-proof');
      expect((await new PrismaLogBeginnings(prisma).current())?.generation).toBe(2);
    } finally {
      await prisma.$disconnect();
    }
  }

  it('is begun once, whatever kill -9 between any two steps left', async () => {
    const restored = await restore();
    const asked = await restored.run('audit', 'begin-log', ...deliberately(), '--wait', '0');
    expect(asked).toMatchObject({ status: 2 });
    for (const point of ['N1', 'N2', 'N3', 'L1', 'L2', 'L3', 'L4']) {
      expect(await restored.start({ SEALWRIGHT_CRASH_AT: point }).ended, point).toBe('SIGKILL');
    }
    const next = restored.start();
    await expectBegun(restored);
    const isAnswered = async () => {
      const names = readdirSync(join(restored.storage, 'requests'));
      return names.length > 0 && names.every((name) => name.endsWith('.answer.json'));
    };
    await until(isAnswered);
    await next.kill('SIGTERM');
  });
});
