import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  formatVerifierKey,
  parseVerifierKey,
  verifyCheckpoint,
  verifyConsistencyProof,
} from '@sealwright/audit/log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe('what would contradict an earlier signature', () => {
  const signedTexts: string[] = [];
  beforeEach(async () => {
    await appendChain(database, 6);
    await log.sequencer().run();
    signedTexts.length = 0;
  });

  /** It is not enough that nothing is shown: the token must not have been asked. */
  async function expectRefused(
    code: string,
    changes: Parameters<TestLog['sequencer']>[0] = {},
  ): Promise<void> {
    const watched = {
      key: log.signer.key,
      sign: (text: string) => {
        signedTexts.push(text);
        return log.signer.sign(text);
      },
    };
    const signers = { signers: async () => [watched] };
    await expect(log.sequencer({ signers, ...changes }).run()).rejects.toMatchObject({ code });
    expect(signedTexts).toEqual([]);
  }

  const superuser = (sql: string) =>
    database.query(
      'admin',
      `SET session_replication_role = replica; ALTER TABLE log_state DISABLE TRIGGER ALL;
      ALTER TABLE log_checkpoint DISABLE TRIGGER ALL; ALTER TABLE log_entry DISABLE TRIGGER ALL; ${sql}`,
    );

  it('is refused when an old dump was put back', async () => {
    await superuser(`DELETE FROM log_checkpoint; DELETE FROM log_entry WHERE log_index >= 2;
      UPDATE log_state SET size = 2, root = sha256('x'), note_size = NULL`);
    await expectRefused('tree-shrank');
    expect((await log.shownHead()).size).toBe(6);
  });

  it('is refused when the head has another root', async () => {
    await superuser(`UPDATE log_state SET root = sha256('x'), note_size = NULL`);
    await expectRefused('root-changed');
  });

  it('is refused when tiles no longer give what was signed', async () => {
    const file = join(log.folder, 'tile/0/000.p/6');
    const bytes = readFileSync(file);
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await appendChain(database, 2);
    await expectRefused('tree-head-mismatch');
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
    await expectRefused('not-consistent');
    expect((await log.shownHead()).size).toBe(6);
  });

  it('is refused when what is shown was signed by somebody else', async () => {
    const stranger = log.signer.key;
    const note = ((await log.tiles.published()) ?? '').replace(/^6$/m, '5');
    writeFileSync(join(log.folder, 'checkpoint'), note);
    await expectRefused('checkpoint-forged');
    expect(formatVerifierKey(stranger)).toContain(testOrigin);
  });

  it('shows again what was shown when the file was lost', async () => {
    rmSync(join(log.folder, 'checkpoint'));
    await log.sequencer().run();
    expect((await log.shownHead()).size).toBe(6);
  });

  it('is refused under another name', async () => {
    const renamed = { origin: 'elsewhere.example.test/log' };
    await expectRefused('log-origin-differs', { ...renamed, originIsExplicit: true });
    await appendChain(database, 1);
    await log.sequencer(renamed).run();
    expect((await log.shownHead()).size).toBe(7);
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
    await log.prove(stream, 700);
    await log.prove(next, 1);
  });

  it('since a backup, are written again and the older ones left alone', async () => {
    await grow(300);
    cpSync(log.folder, older, { recursive: true });
    await grow(400);
    rmSync(log.folder, { recursive: true });
    cpSync(older, log.folder, { recursive: true });
    const kept = pathsIn(older).filter((path) => path !== 'checkpoint');
    const stream = await grow(100);
    expect((await log.shownHead()).size).toBe(800);
    for (const path of kept)
      expect(readFileSync(join(log.folder, path))).toEqual(readFileSync(join(older, path)));
    await log.prove(stream, 100);
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
      expect((await verifyCheckpoint(both, log.policy(signer))).verdict).toBe('trusted');
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
