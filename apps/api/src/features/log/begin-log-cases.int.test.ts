import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCheckpoint, parseSignedNote } from '@sealwright/audit/log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PrismaLogBeginnings } from '../../infra/database/prisma-log-beginnings.js';
import { PrismaOrganisations } from '../../infra/database/prisma-organisations.js';
import { PrismaUnitOfWork } from '../../infra/database/prisma-unit-of-work.js';
import { FileOperatorRequests } from '../../infra/storage/file-operator-requests.js';
import { RandomIds } from '../../infra/time/random-ids.js';
import { copyTestDatabase, createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { SilentBell } from '../../testing/silent-bell.js';
import { appendChain, createTestLog, type TestLog, testOrigin } from '../../testing/test-log.js';
import { BeginLog } from './begin-log.js';
import { nameHead } from './name-head.js';
import { TellBeginning } from './tell-beginning.js';

const crashPoints = { reach: () => {} };
const pair = generateKeyPairSync('ed25519');
let folder: string;
let requests: string;
let backup: TestDatabase;
const closing: (() => Promise<void>)[] = [];
/** Six entries are in the backup, ten were shown. */
let notes: { kept: string; shown: string };

beforeEach(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-begin-'));
  closing.push(async () => rmSync(dir, { recursive: true, force: true }));
  folder = join(dir, 'log');
  requests = join(dir, 'requests');
  mkdirSync(requests);
  const database = await createTestDatabase();
  closing.push(() => database.drop());
  const log = await open(database);
  await appendChain(database, 6);
  const kept = await run(log);
  await log.prisma.$disconnect();
  backup = await copyTestDatabase(database);
  closing.push(() => backup.drop());
  await appendChain(database, 4);
  notes = { kept, shown: await run(log) };
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The folder stays when the log is closed: the next database is held against it. */
async function open(database: TestDatabase): Promise<TestLog> {
  const log = await createTestLog(database, folder, pair);
  closing.push(() => log.prisma.$disconnect());
  return log;
}

async function restore(): Promise<{ database: TestDatabase; log: TestLog }> {
  const database = await copyTestDatabase(backup);
  closing.push(() => database.drop());
  return { database, log: await open(database) };
}

/** Rounds of the sequencer as the sealer makes them. @returns what is shown then */
async function run(log: TestLog): Promise<string> {
  const units = new PrismaUnitOfWork(log.prisma, new RandomIds(), new SilentBell());
  const tell = new TellBeginning(units, new PrismaOrganisations(log.prisma), crashPoints);
  const { store, folders, keys } = log;
  const beginnings = new BeginLog({
    ...{ store, folders, keys, tell, crashPoints },
    requests: new FileOperatorRequests(requests),
    beginnings: new PrismaLogBeginnings(log.prisma),
  });
  while ((await log.sequencer({ beginnings }).run()).takenIn > 0);
  return (await folders.lastShown())?.note ?? '';
}

const headOf = (note: string) => parseCheckpoint(parseSignedNote(note).text).head;

/** As the command line does; answered by the next round. */
async function ask(log: TestLog, lastShown: string, checkpoints: readonly string[] = []) {
  const id = randomUUID();
  const body = { lastShown: nameHead(headOf(lastShown)), reason: 'a drill', by: 'Ada', checkpoints };
  writeFileSync(join(requests, `begin-log.${id}.json`), JSON.stringify(body));
  await run(log).catch((error: unknown) => error);
  expect(existsSync(join(requests, `begin-log.${id}.json`))).toBe(false);
  return JSON.parse(readFileSync(join(requests, `${id}.answer.json`), 'utf8')) as Record<string, unknown>;
}

describe('a log is begun', () => {
  it('not while the log is whole, whoever asks', async () => {
    const { database, log } = await restore();
    rmSync(folder, { recursive: true });
    await run(log);
    expect(await ask(log, notes.kept)).toMatchObject({ outcome: 'refused', code: 'log-is-healthy' });
    expect(await database.query('auditor', 'SELECT * FROM log_beginning')).toEqual([]);
  });

  it('not over rows that are no older state of the log', async () => {
    const { database, log } = await restore();
    const edit =
      "ALTER TABLE log_state DISABLE TRIGGER ALL; UPDATE log_state SET root = sha256('x'), note_size = NULL";
    await database.query('admin', edit);
    expect(await ask(log, notes.shown)).toMatchObject({ outcome: 'refused', code: 'not-an-older-backup' });
  });

  it('not for a checkpoint that nobody signed', async () => {
    const { log } = await restore();
    const forged = notes.shown.replace(/^10$/m, '11');
    expect(await ask(log, notes.shown, [forged])).toMatchObject({
      outcome: 'refused',
      code: 'checkpoint-forged',
    });
    const stranger = notes.shown.replace(testOrigin, 'elsewhere.example.test/log');
    expect(await ask(log, notes.shown, [stranger])).toMatchObject({
      outcome: 'refused',
      code: 'checkpoint-forged',
    });
  });

  it('again when an even older database comes back: no number is used twice', async () => {
    const first = await restore();
    expect(await ask(first.log, notes.shown)).toMatchObject({ outcome: 'done', facts: { generation: 2 } });
    await first.log.prisma.$disconnect();
    const lost = (await first.log.folders.lastShown())?.note ?? '';
    const { database, log } = await restore();
    await expect(run(log)).rejects.toMatchObject({ code: 'log-superseded' });
    expect(await ask(log, notes.shown)).toMatchObject({ outcome: 'refused', code: 'last-shown-differs' });
    const answer = await ask(log, lost);
    expect(answer).toMatchObject({
      outcome: 'done',
      facts: { origin: `${testOrigin}/3`, afterOrigin: `${testOrigin}/2`, keptSize: 6, proved: true },
    });
    await appendChain(database, 2);
    expect(headOf(await run(log)).size).toBeGreaterThan(8);
    expect(readFileSync(join(folder, '2', 'checkpoint'), 'utf8')).toBe(lost);
  });

  it('by a checkpoint from outside when the folder was put back as well', async () => {
    const { log } = await restore();
    rmSync(folder, { recursive: true });
    await run(log);
    expect(await ask(log, notes.shown, [notes.shown])).toMatchObject({
      outcome: 'done',
      facts: { origin: `${testOrigin}/2`, afterSize: 10, proved: false },
    });
    await run(log);
    expect(readFileSync(join(folder, 'checkpoint'), 'utf8')).toContain(`${testOrigin}\n`);
    expect(readFileSync(join(folder, '2', 'checkpoint'), 'utf8')).toContain(`${testOrigin}/2\n`);
  });

  it('under one name for ever: neither statement nor checkpoints of the log before can be changed', async () => {
    const { database, log } = await restore();
    await ask(log, notes.shown);
    await expect(
      database.query('migrator', "UPDATE log_state SET origin = 'x/9', generation = 9"),
    ).rejects.toMatchObject({
      code: 'SW002',
    });
    await expect(database.query('migrator', "UPDATE log_beginning SET reason = 'x'")).rejects.toMatchObject({
      code: 'SW002',
    });
    await expect(
      database.query('migrator', 'UPDATE log_checkpoint SET generation = 2'),
    ).rejects.toMatchObject({ code: 'SW002' });
  });
});
