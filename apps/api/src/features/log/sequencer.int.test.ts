import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  formatVerifierKey,
  logLeafHash,
  type NoteSigner,
  parseVerifierKey,
  verifyCheckpoint,
  verifyConsistencyProof,
  verifyTlogProof,
} from '@sealwright/audit/log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PrismaLogStore } from '../../infra/database/prisma-log-store.js';
import type { CrashPoint } from '../../ports/crash-points.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import {
  appendChain,
  createTestLog,
  registerSoftwareKey,
  type TestLog,
  testOrigin,
} from '../../testing/test-log.js';

let database: TestDatabase;
let log: TestLog;
beforeEach(async () => {
  database = await createTestDatabase();
  log = await createTestLog(database);
});
afterEach(async () => {
  await log?.close();
  await database?.drop();
});

const policy = (signer: NoteSigner = log.signer) => ({ origin: testOrigin, logKeys: [signer.key] });

async function shownHead() {
  const finding = await verifyCheckpoint((await log.tiles.published()) ?? '', policy());
  if (finding.verdict !== 'trusted') throw new Error(finding.sentence);
  return finding.checkpoint.head;
}

async function leafOf(stream: string, seq: number): Promise<Uint8Array> {
  const rows = await database.query(
    'auditor',
    'SELECT chain_hash FROM audit_event WHERE stream = $1 AND seq IN ($2, $3) ORDER BY seq',
    [stream, seq - 1, seq],
  );
  const hashes = rows.map((row) => new Uint8Array(row.chain_hash as Uint8Array));
  const own = hashes.at(-1);
  if (!own) throw new Error('No such event.');
  return logLeafHash(stream, hashes.length === 2 && hashes[0] ? hashes[0] : new Uint8Array(32), own);
}

async function expectProved(stream: string, seq: number): Promise<void> {
  const proof = await log.proofs.ofEvent(stream, seq);
  if (!proof) throw new Error(`${stream} ${seq} is not in the log.`);
  const finding = await verifyTlogProof(proof.tlogProof, await leafOf(stream, seq), policy());
  expect(finding).toMatchObject({ verdict: 'included' });
}

const count = async (table: string) =>
  Number((await database.query('auditor', `SELECT count(*) FROM ${table}`))[0]?.count);

describe('the sequencer', () => {
  it('signs and shows an empty log before there is any event', async () => {
    expect(await log.sequencer().run()).toEqual({ outcome: 'done', takenIn: 0, mended: false });
    expect((await shownHead()).size).toBe(0);
  });

  it('takes in what waits, in the order of each chain, and proves it', async () => {
    const chains = await Promise.all([
      appendChain(database, 5),
      appendChain(database, 300),
      appendChain(database, 1),
    ]);
    expect(await log.proofs.ofEvent(chains[1]?.stream ?? '', 300)).toBeNull();
    expect(await log.sequencer().run()).toEqual({ outcome: 'done', takenIn: 306, mended: false });
    expect((await shownHead()).size).toBe(306);
    expect(await count('log_pending')).toBe(0);
    for (const { stream } of chains) {
      const places = await database.query(
        'auditor',
        'SELECT l.log_index FROM log_entry l JOIN audit_event e ON e.id = l.event_id WHERE e.stream = $1 ORDER BY e.seq',
        [stream],
      );
      const indexes = places.map((row) => Number(row.log_index));
      expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
      await expectProved(stream, 1);
      await expectProved(stream, places.length);
    }
  });

  it('goes on in small batches, and shows that each checkpoint contains the last', async () => {
    await appendChain(database, 700);
    const sequencer = log.sequencer({ batchSize: 300 });
    const notes: string[] = [];
    for (const size of [300, 600, 700]) {
      await sequencer.run();
      expect((await shownHead()).size).toBe(size);
      notes.push((await log.tiles.published()) ?? '');
    }
    for (const note of notes) {
      const finding = await verifyConsistencyProof(await log.proofs.consistency(note), policy());
      expect(finding.verdict).toBe('consistent');
    }
  });

  it('does nothing twice', async () => {
    await appendChain(database, 3);
    await log.sequencer().run();
    const before = await log.tiles.published();
    expect(await log.sequencer().run()).toEqual({ outcome: 'done', takenIn: 0, mended: false });
    expect(await log.tiles.published()).toBe(before);
    // The empty one and the one of three.
    expect(await count('log_checkpoint')).toBe(2);
  });

  it('shows cosignatures that were added meanwhile', async () => {
    await appendChain(database, 3);
    await log.sequencer().run();
    const note = (await log.tiles.published()) ?? '';
    const longer = `${note}— witness.example AAAAAAAA\n`;
    expect(await log.checkpoints.addSignatures(3, longer)).toBe(true);
    await log.sequencer().run();
    expect(await log.tiles.published()).toBe(longer);
    expect(await log.checkpoints.addSignatures(3, note)).toBe(false);
  });
});

class Crash extends Error {}
const crashAt = (at: CrashPoint) => ({
  reach: (point: CrashPoint) => {
    if (point === at) throw new Crash(point);
  },
});

describe('a round cut short', () => {
  it.each<[CrashPoint, number]>([
    ['L1', 0],
    ['L2', 4],
    ['L3', 4],
    ['L4', 4],
  ])('at %s is finished by the next one', async (point, headSize) => {
    await log.sequencer().run();
    const first = await appendChain(database, 4);
    await expect(log.sequencer({ crashPoints: crashAt(point) }).run()).rejects.toThrow(Crash);
    expect((await log.store.standing())?.head.size).toBe(headSize);
    expect((await shownHead()).size).toBe(0);
    const second = await appendChain(database, 300);
    const survivor = log.sequencer({ batchSize: 100 });
    for (let round = 0; round < 4; round += 1) await survivor.run();
    expect((await shownHead()).size).toBe(304);
    await expectProved(first.stream, 4);
    await expectProved(second.stream, 300);
    expect(await count('log_entry')).toBe(304);
  });

  it('writes the same tiles again, although older events came in meanwhile', async () => {
    await appendChain(database, 10);
    await expect(log.sequencer({ crashPoints: crashAt('L1') }).run()).rejects.toThrow(Crash);
    const file = join(log.folder, 'tile/entries/000.p/10');
    const before = readFileSync(file);
    const { stream } = await appendChain(database, 1);
    await database.query(
      'admin',
      `UPDATE log_pending SET at = at - interval '1 hour' WHERE stream = '${stream}'`,
    );
    await log.sequencer().run();
    expect(readFileSync(file)).toEqual(before);
    await log.sequencer().run();
    expect((await shownHead()).size).toBe(11);
  });
});

describe('several sequencers', () => {
  it('make one log', async () => {
    const chains = await Promise.all(Array.from({ length: 6 }, () => appendChain(database, 40)));
    const others = Array.from({ length: 4 }, () => log.sequencer({ batchSize: 17 }));
    const rounds = await Promise.all(
      others.map(async (each) => {
        let takenIn = 0;
        while (await log.store.hasPending()) takenIn += (await each.run()).takenIn;
        return takenIn;
      }),
    );
    expect(rounds.reduce((sum, n) => sum + n, 0)).toBe(240);
    expect((await shownHead()).size).toBe(240);
    for (const { stream } of chains) await expectProved(stream, 40);
  });

  it('make one log even where the lock does not hold', async () => {
    await appendChain(database, 50);
    // All three have taken the same batch before one of them stores it.
    let arrived = 0;
    let open: () => void = () => {};
    const all = new Promise<void>((resolve) => {
      open = resolve;
    });
    const unlocked = Object.assign(Object.create(log.store) as typeof log.store, {
      alone: <T>(work: () => Promise<T>) => work(),
      commitBatch: async (...heads: Parameters<typeof log.store.commitBatch>) => {
        arrived += 1;
        if (arrived === 3) open();
        await all;
        return await log.store.commitBatch(...heads);
      },
    });
    const rounds = await Promise.all(
      [1, 2, 3].map(() => log.sequencer({ store: unlocked, batchSize: 20 }).run()),
    );
    expect(rounds.map(({ takenIn }) => takenIn).toSorted()).toEqual([0, 0, 20]);
    while ((await log.sequencer({ batchSize: 20 }).run()).takenIn > 0);
    expect((await shownHead()).size).toBe(50);
    expect(await count('log_entry')).toBe(50);
  });
});

describe('a sequencer that is stopped while it holds the lock', () => {
  it('holds up the others only for a while, and changes nothing when it wakes', async () => {
    await log.sequencer().run();
    await appendChain(database, 30);
    let wake: () => void = () => {};
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const impatient = new PrismaLogStore(log.prisma, 300);
    const sleeper = Object.assign(Object.create(impatient) as PrismaLogStore, {
      takeBatch: async (limit: number) => {
        const batch = await impatient.takeBatch(limit);
        await asleep;
        return batch;
      },
    });
    const stopped = log.sequencer({ store: sleeper }).run();
    await expect.poll(async () => (await log.sequencer().run()).outcome, { timeout: 5_000 }).toBe('done');
    const { stream } = await appendChain(database, 3);
    await log.sequencer().run();
    wake();
    expect(await stopped).toMatchObject({ takenIn: 0 });
    expect((await shownHead()).size).toBe(33);
    await log.sequencer().run();
    await expectProved(stream, 3);
  });
});

describe('what would contradict an earlier signature', () => {
  beforeEach(async () => {
    await appendChain(database, 6);
    await log.sequencer().run();
  });

  const superuser = (sql: string) =>
    database.query(
      'admin',
      `SET session_replication_role = replica; ALTER TABLE log_state DISABLE TRIGGER ALL;
      ALTER TABLE log_checkpoint DISABLE TRIGGER ALL; ALTER TABLE log_entry DISABLE TRIGGER ALL; ${sql}`,
    );

  it('is refused when an old dump was put back', async () => {
    await superuser(`DELETE FROM log_checkpoint; DELETE FROM log_entry WHERE log_index >= 2;
      UPDATE log_state SET size = 2, root = sha256('x'), note_size = NULL`);
    await expect(log.sequencer().run()).rejects.toMatchObject({ code: 'tree-shrank' });
    expect((await shownHead()).size).toBe(6);
  });

  it('is refused when the head has another root', async () => {
    await superuser(`UPDATE log_state SET root = sha256('x'), note_size = NULL`);
    await expect(log.sequencer().run()).rejects.toMatchObject({ code: 'root-changed' });
  });

  it('is refused when tiles no longer give what was signed', async () => {
    const file = join(log.folder, 'tile/0/000.p/6');
    const bytes = readFileSync(file);
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await appendChain(database, 2);
    await expect(log.sequencer().run()).rejects.toMatchObject({ code: 'tree-head-mismatch' });
  });

  it('is refused when a larger tree does not contain the signed one', async () => {
    // A whole other log of seven entries in the same place: the head says so, and its tiles agree with it.
    const other = await createTestDatabase();
    const theirs = await createTestLog(other);
    await appendChain(other, 7);
    await theirs.sequencer().run();
    const [head] = await other.query('auditor', `SELECT encode(root, 'hex') AS root FROM log_state`);
    for (const path of ['tile/0/000.p/7', 'tile/entries/000.p/7']) {
      writeFileSync(join(log.folder, path), readFileSync(join(theirs.folder, path)));
    }
    await theirs.close();
    await other.drop();
    await superuser(`UPDATE log_state SET size = 7, root = '\\x${String(head?.root)}'`);
    await expect(log.sequencer().run()).rejects.toMatchObject({ code: 'not-consistent' });
    expect((await shownHead()).size).toBe(6);
  });

  it('is refused when what is shown was signed by somebody else', async () => {
    const stranger = log.signer.key;
    const note = ((await log.tiles.published()) ?? '').replace(/^6$/m, '5');
    writeFileSync(join(log.folder, 'checkpoint'), note);
    await expect(log.sequencer().run()).rejects.toMatchObject({ code: 'checkpoint-forged' });
    expect(formatVerifierKey(stranger)).toContain(testOrigin);
  });

  it('shows again what was shown when the file was lost', async () => {
    rmSync(join(log.folder, 'checkpoint'));
    await log.sequencer().run();
    expect((await shownHead()).size).toBe(6);
  });

  it('is refused under another name', async () => {
    const renamed = { origin: 'elsewhere.example.test/log' };
    await expect(log.sequencer({ ...renamed, originIsExplicit: true }).run()).rejects.toMatchObject({
      code: 'log-origin-differs',
    });
    await appendChain(database, 1);
    await log.sequencer(renamed).run();
    expect((await shownHead()).size).toBe(7);
  });
});

describe('tiles that were lost', () => {
  const older = mkdtempSync(join(tmpdir(), 'sealwright-older-'));
  afterEach(() => rmSync(older, { recursive: true, force: true }));
  const pathsIn = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

  async function grow(...counts: number[]): Promise<string> {
    let stream = '';
    for (const each of counts) {
      ({ stream } = await appendChain(database, each));
      while ((await log.sequencer({ batchSize: 300 }).run()).takenIn > 0);
    }
    return stream;
  }

  it('all of them, are written again as they were', async () => {
    const stream = await grow(300, 700);
    const before = new Map(
      ['checkpoint', 'tile/0/002', 'tile/0/003.p/232', 'tile/1/000.p/3', 'tile/entries/001'].map((path) => [
        path,
        readFileSync(join(log.folder, path)),
      ]),
    );
    rmSync(log.folder, { recursive: true });
    expect(await log.sequencer({ batchSize: 400 }).run()).toMatchObject({ takenIn: 0, mended: true });
    for (const [path, bytes] of before) expect(readFileSync(join(log.folder, path))).toEqual(bytes);
    const { stream: next } = await appendChain(database, 1);
    expect(await log.sequencer().run()).toMatchObject({ takenIn: 1, mended: false });
    await expectProved(stream, 700);
    await expectProved(next, 1);
  });

  it('since a backup, are written again and the older ones left alone', async () => {
    await grow(300);
    cpSync(log.folder, older, { recursive: true });
    await grow(400);
    rmSync(log.folder, { recursive: true });
    cpSync(older, log.folder, { recursive: true });
    const kept = pathsIn(older).filter((path) => path !== 'checkpoint');
    const stream = await grow(100);
    expect((await shownHead()).size).toBe(800);
    for (const path of kept)
      expect(readFileSync(join(log.folder, path))).toEqual(readFileSync(join(older, path)));
    await expectProved(stream, 100);
  });

  it('are not written from rows that somebody altered', async () => {
    await grow(300);
    rmSync(log.folder, { recursive: true });
    await database.query(
      'admin',
      `SET session_replication_role = replica; ALTER TABLE audit_event DISABLE TRIGGER ALL;
       UPDATE audit_event SET chain_hash = sha256('x') WHERE seq = 77`,
    );
    await appendChain(database, 1);
    await expect(log.sequencer().run()).rejects.toMatchObject({ code: 'root-changed' });
    expect(await log.tiles.read('tile/0/000')).toBeNull();
  });
});

describe('a consistency proof', () => {
  it('is given only for a checkpoint of this log', async () => {
    await appendChain(database, 2);
    await log.sequencer().run();
    const note = (await log.tiles.published()) ?? '';
    await expect(log.proofs.consistency(note.replace(/^2$/m, '1'))).rejects.toMatchObject({
      code: 'checkpoint-not-ours',
    });
    await expect(log.proofs.consistency('nonsense')).rejects.toMatchObject({ code: 'checkpoint-not-ours' });
  });

  it('is refused with the reason when the log has gone back', async () => {
    await appendChain(database, 2);
    await log.sequencer().run();
    const other = await createTestDatabase();
    const theirs = await createTestLog(other);
    await appendChain(other, 9);
    // The same key signed two logs: what a thief of the key would do.
    await theirs.keys.register({
      ...{
        id: '019aa000-0000-7000-8000-000000000001',
        algorithm: 'ed25519',
        label: 'same',
        spkiDer: new Uint8Array(44),
      },
      verifierKey: formatVerifierKey(log.signer.key),
    });
    await theirs.sequencer({ signers: { signers: async () => [log.signer] } }).run();
    const larger = (await theirs.tiles.published()) ?? '';
    await theirs.close();
    await other.drop();
    await expect(log.proofs.consistency(larger)).rejects.toMatchObject({ code: 'checkpoint-contradicts' });
  });
});

describe('a key that is replaced', () => {
  it('signs beside the old one, and old checkpoints stay good', async () => {
    await appendChain(database, 2);
    await log.sequencer().run();
    const old = (await log.tiles.published()) ?? '';
    const fresh = await registerSoftwareKey(log.keys, testOrigin);
    await appendChain(database, 2);
    await log.sequencer({ signers: { signers: async () => [log.signer, fresh] } }).run();
    const both = (await log.tiles.published()) ?? '';
    for (const signer of [log.signer, fresh]) {
      expect((await verifyCheckpoint(both, policy(signer))).verdict).toBe('trusted');
    }
    await appendChain(database, 1);
    await log.sequencer({ signers: { signers: async () => [fresh] } }).run();
    const keys = (await log.keys.list()).map(({ verifierKey }) => parseVerifierKey(verifierKey));
    expect(keys).toHaveLength(2);
    const finding = await verifyConsistencyProof(await log.proofs.consistency(old), {
      origin: testOrigin,
      logKeys: keys,
    });
    expect(finding.verdict).toBe('consistent');
  });
});
