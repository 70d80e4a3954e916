import { join } from 'node:path';
import {
  formatCheckpoint,
  parseCheckpoint,
  parseSignedNote,
  parseVerifierKey,
  TileTree,
  verifyCheckpoint,
  verifyConsistencyProof,
} from '@sealwright/audit/log';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PrismaLogCheckpoints } from '../../infra/database/prisma-log-checkpoints.js';
import { PrismaLogKeys } from '../../infra/database/prisma-log-keys.js';
import { PrismaLogPlaces } from '../../infra/database/prisma-log-places.js';
import { FileLogFolders } from '../../infra/log-tiles/file-log-folders.js';
import { FileLogTiles } from '../../infra/log-tiles/file-log-tiles.js';
import { ProofsFromTiles } from '../../infra/log-tiles/proofs-from-tiles.js';
import {
  createTestInstance,
  type RunningProcess,
  type TestInstance,
  until,
} from '../../testing/test-instance.js';
import { appendChain } from '../../testing/test-log.js';

const origin = 'localhost:4680/log';
let instance: TestInstance;
let tiles: FileLogTiles;
let proofs: ProofsFromTiles;
const kept: string[] = [];

beforeAll(async () => {
  instance = await createTestInstance();
  tiles = new FileLogTiles(join(instance.dir, 'blobs', 'log'));
  const { prisma } = instance;
  proofs = new ProofsFromTiles({
    folders: new FileLogFolders(join(instance.dir, 'blobs', 'log')),
    keys: new PrismaLogKeys(prisma),
    places: new PrismaLogPlaces(prisma),
    checkpoints: new PrismaLogCheckpoints(prisma),
  });
});
afterAll(async () => {
  await instance?.close();
});

const eventCount = async () =>
  Number((await instance.database.query('auditor', 'SELECT count(*) FROM audit_event'))[0]?.count);

/** Everything that was ever recorded is under a checkpoint that the tiles give, and that contains all earlier ones. */
async function settled(): Promise<number> {
  const logKeys = (await new PrismaLogKeys(instance.prisma).list()).map((key) =>
    parseVerifierKey(key.verifierKey),
  );
  const note = await until(async () => {
    const shown = await tiles.published();
    const size = shown === null ? -1 : parseCheckpoint(parseSignedNote(shown).text).head.size;
    return size === (await eventCount()) ? shown : null;
  });
  const finding = await verifyCheckpoint(note, { origin, logKeys });
  if (finding.verdict !== 'trusted') throw new Error(finding.sentence);
  const { head } = finding.checkpoint;
  expect(await new TileTree(tiles.read, head.size).root()).toEqual(head.root);
  for (const old of kept) {
    const proof = await proofs.consistency(old);
    expect(await verifyConsistencyProof(proof, { origin, logKeys })).toMatchObject({ verdict: 'consistent' });
  }
  kept.push(note);
  const rows = await instance.database.query(
    'auditor',
    'SELECT count(*) AS count, max(log_index) AS last, (SELECT count(*) FROM log_pending) AS waiting FROM log_entry',
  );
  expect(rows[0]).toMatchObject({ count: String(head.size), last: String(head.size - 1), waiting: '0' });
  return head.size;
}

const started: RunningProcess[] = [];
const start = (...how: Parameters<TestInstance['start']>): RunningProcess => {
  const sealer = instance.start(...how);
  started.push(sealer);
  return sealer;
};
// What a test that failed left running would write the next one's log.
afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.kill('SIGTERM')));
});

async function stop(...sealers: RunningProcess[]): Promise<void> {
  for (const sealer of sealers) expect(await sealer.kill('SIGTERM')).toMatch(/^(0|SIGTERM)$/);
}

describe('the sealer killed while it writes the log', () => {
  it.each(['L1', 'L2', 'L3', 'L4'])('at %s leaves one log', async (point) => {
    await appendChain(instance.database, 300);
    const doomed = start('sealer', { SEALWRIGHT_CRASH_AT: point });
    expect(await doomed.ended).toBe('SIGKILL');
    await appendChain(instance.database, 20);
    const next = start('sealer');
    await settled();
    await stop(next);
  });

  it('at every point in a row leaves one log', async () => {
    await appendChain(instance.database, 40);
    for (const point of ['L1', 'L3', 'L2', 'L4', 'L1']) {
      await appendChain(instance.database, 3);
      expect(await start('sealer', { SEALWRIGHT_CRASH_AT: point }).ended).toBe('SIGKILL');
    }
    const next = start('sealer');
    await settled();
    await stop(next);
  });
});

describe('two sealers at once', () => {
  it('write one log, also when one of them is killed', async () => {
    const [first, second] = [start('sealer'), start('sealer')];
    const writing = Promise.all(Array.from({ length: 8 }, () => appendChain(instance.database, 150)));
    await until(async () => (await eventCount()) > 1_000);
    await first.kill('SIGKILL');
    await writing;
    await settled();
    await stop(second);
  });
});

describe('the surroundings of the log', () => {
  it('may lose Redis', async () => {
    const sealer = start('sealer');
    const redis = new Redis(process.env.REDIS_URL ?? '');
    await redis.flushall();
    redis.disconnect();
    await appendChain(instance.database, 10);
    await settled();
    await stop(sealer);
  });

  it('may lose every connection to the database', async () => {
    const sealer = start('sealer');
    await appendChain(instance.database, 10);
    await settled();
    await appendChain(instance.database, 10);
    // The sealer's: this test asks its own questions over others.
    const ended = await instance.database.query(
      'admin',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'sealwright-sealer'`,
    );
    expect(ended.length).toBeGreaterThan(0);
    await settled();
    await stop(sealer);
  });

  it('may leave twenty thousand events waiting', async () => {
    await Promise.all(Array.from({ length: 20 }, () => appendChain(instance.database, 1_000)));
    const sealer = start('sealer');
    await settled();
    await stop(sealer);
  });

  it('are named on the health page when the token has no key of the log', async () => {
    await appendChain(instance.database, 1);
    const sealer = start('sealer', { LOG_KEY_URIS: '' });
    const status = await until(async () => {
      const [row] = await instance.database.query(
        'auditor',
        "SELECT state, code, detail FROM service_health WHERE name = 'log' AND code IS NOT NULL",
      );
      return row;
    });
    expect(status).toMatchObject({ state: 'waiting', code: 'log-key-missing' });
    expect(String(status.detail)).toMatch(/No log key is named/);
    await stop(sealer);
    const mended = start('sealer');
    await settled();
    const isWell = async () =>
      (await instance.database.query('auditor', "SELECT state FROM service_health WHERE name = 'log'"))[0]
        ?.state === 'ok';
    await until(isWell);
    await stop(mended);
  });
});

it('reads the notes it compares', () => {
  const [note = ''] = kept;
  const { origin: name, head, extensions } = parseCheckpoint(parseSignedNote(note).text);
  expect(formatCheckpoint({ origin: name, head, extensions })).toBe(parseSignedNote(note).text);
  expect(name).toBe(origin);
});
