import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseCheckpoint, parseSignedNote, parseVerifierKey, verifyCheckpoint } from '@sealwright/audit/log';
import { checkTimestampToken, parseCertificate } from '@sealwright/signing-core';
import { openToken } from '@sealwright/signing-core/pkcs11';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PrismaLogCheckpoints } from '../../infra/database/prisma-log-checkpoints.js';
import { PrismaLogKeys } from '../../infra/database/prisma-log-keys.js';
import { PrismaLogOutlets } from '../../infra/database/prisma-log-outlets.js';
import { FileTokenJournal } from '../../infra/hsm/file-token-journal.js';
import { FileLogTiles } from '../../infra/log-tiles/file-log-tiles.js';
import type { LogKey } from '../../ports/log-keys.js';
import { JOURNAL_START } from '../../ports/token-journal.js';
import { SmtpSink } from '../../testing/smtp-sink.js';
import {
  createTestInstance,
  type RunningProcess,
  type TestInstance,
  until,
} from '../../testing/test-instance.js';
import { appendChain } from '../../testing/test-log.js';
import { createTestTimestamps, type TestTimestamps } from '../../testing/test-timestamps.js';
import { startTestWitness, type TestWitness } from '../../testing/test-witness.js';

const origin = 'localhost:4680/log';
const auditor = 'auditor@example.org';
let instance: TestInstance;
let timestamps: TestTimestamps;
let witness: TestWitness;
let tiles: FileLogTiles;
const smtp = new SmtpSink();
const running: RunningProcess[] = [];

beforeAll(async () => {
  instance = await createTestInstance();
  const { authority, trustFile } = instance.token;
  timestamps = await createTestTimestamps({ authority, trustFile, dir: join(instance.dir, 'timestamps') });
  witness = await startTestWitness('witness.example.com');
  tiles = new FileLogTiles(join(instance.dir, 'blobs', 'log'));
  await smtp.start();
  mkdirSync(join(instance.dir, 'sink'));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map(stop));
});

afterAll(async () => {
  await instance?.close();
  await timestamps?.close();
  await witness?.stop();
  await smtp.stop();
});

const keys = () => new PrismaLogKeys(instance.prisma).list();
const parse = (some: readonly LogKey[]) => some.map(({ verifierKey }) => parseVerifierKey(verifierKey));
const outlets = async () => {
  const all = await new PrismaLogOutlets(instance.prisma).list();
  return all.map(({ shown, state, code, lastSize }) => ({ shown, state, code, lastSize }));
};
const eventTypes = async () => {
  const stream = `organisation:${instance.organisationId}`;
  const rows = await instance.database.query(
    'auditor',
    'SELECT type FROM audit_event WHERE stream = $1 ORDER BY seq',
    [stream],
  );
  return rows.map(({ type }) => type);
};

/** The shown checkpoint, once it covers everything that was recorded. */
async function settledNote(): Promise<string> {
  return await until(async () => {
    const [row] = await instance.database.query('auditor', 'SELECT count(*) AS count FROM audit_event');
    const shown = await tiles.published();
    const size = shown === null ? -1 : parseCheckpoint(parseSignedNote(shown).text).head.size;
    return size === Number(row?.count) ? shown : null;
  });
}

function startSealer(environment: Record<string, string> = {}): RunningProcess {
  const sealer = instance.start('sealer', {
    ...timestamps.environment,
    LOG_WITNESSES: `${witness.verifierKey} ${witness.url}`,
    ...environment,
  });
  running.push(sealer);
  return sealer;
}

function startWorker(): RunningProcess {
  const folder = pathToFileURL(join(instance.dir, 'sink')).href;
  const worker = instance.start('worker', {
    SMTP_URL: smtp.url,
    LOG_WITNESSES: `${witness.verifierKey} ${witness.url}`,
    LOG_WITNESSES_REQUIRED: '1',
    CHECKPOINT_SINKS: `${folder} mailto:${auditor}`,
  });
  running.push(worker);
  return worker;
}

const stop = (process: RunningProcess) => process.kill('SIGTERM');

describe('checkpoints on their way out', () => {
  it('get a timestamp, a cosignature, and places that keep them', async () => {
    startSealer();
    await appendChain(instance.database, 5);
    await until(async () => (await keys()).length === 1);
    witness.trust(
      origin,
      (await keys()).map(({ verifierKey }) => verifierKey),
    );
    startWorker();
    const witnesses = [parseVerifierKey(witness.verifierKey)];
    const cosigned = await until(async () => {
      const note = await tiles.published();
      const policy = { origin, logKeys: parse(await keys()), witnesses, requiredWitnesses: 1 };
      const finding = note && (await verifyCheckpoint(note, policy));
      return finding && finding.verdict === 'trusted' ? note : null;
    });
    expect(parseCheckpoint(parseSignedNote(cosigned).text).head.size).toBeGreaterThan(0);
    const stamped = await until(async () => {
      const [row] = await instance.database.query(
        'auditor',
        'SELECT size FROM log_checkpoint WHERE timestamp_token IS NOT NULL ORDER BY size LIMIT 1',
      );
      return row && (await new PrismaLogCheckpoints(instance.prisma).ofSize(Number(row.size)));
    });
    await expectStamped(stamped.note, stamped.timestamp?.tokenDer ?? new Uint8Array());
    const file = await until(async () =>
      readdirSync(join(instance.dir, 'sink')).find((name) => name.endsWith('.txt')),
    );
    expect(readFileSync(join(instance.dir, 'sink', file), 'utf8')).toContain(`${origin}\n`);
    await until(async () => smtp.sentTo(auditor).length > 0);
    expect(await until(async () => (await outlets()).every(({ state }) => state === 'ok'))).toBe(true);
    // More may have been recorded and shown meanwhile; nothing leaves that was not shown.
    const sizes = (await outlets()).map(({ lastSize }) => lastSize ?? Number.NaN);
    const shown = parseCheckpoint(parseSignedNote((await tiles.published()) ?? '').text).head.size;
    expect(sizes.map((each) => each > 0 && each <= shown)).toEqual(Array(4).fill(true));
  });

  it('wait for a place that is away, say so, and reach it when it is back', async () => {
    renameSync(join(instance.dir, 'sink'), join(instance.dir, 'sink-away'));
    await instance.database.query(
      'admin',
      "UPDATE log_outlet SET next_attempt_at = now() WHERE kind = 'sink'",
    );
    startSealer();
    startWorker();
    await appendChain(instance.database, 3);
    const folder = join(instance.dir, 'sink');
    await until(async () => {
      const [row] = await instance.database.query(
        'auditor',
        "SELECT state, code FROM service_health WHERE name = 'log-sinks'",
      );
      return row?.state === 'waiting' && row.code === 'outlet-not-writable';
    });
    await until(async () => (await eventTypes()).includes('log.delivery-failed'));
    const before = readdirSync(join(instance.dir, 'sink-away')).length;
    renameSync(join(instance.dir, 'sink-away'), folder);
    await until(async () => readdirSync(folder).length > before);
    await until(async () => (await eventTypes()).includes('log.delivery-recovered'));
    await until(async () => (await outlets()).find(({ shown }) => shown === folder)?.state === 'ok');
  });
});

describe('without a log key', () => {
  it('the sealer runs, seals, and says what to run; events wait for the log', async () => {
    startSealer({ LOG_KEY_URIS: '' });
    await appendChain(instance.database, 1);
    const waiting = await until(async () => {
      const [row] = await instance.database.query(
        'auditor',
        "SELECT state, code, detail FROM service_health WHERE name = 'log' AND code IS NOT NULL",
      );
      return row;
    });
    expect(waiting).toMatchObject({
      code: 'log-key-missing',
      detail: expect.stringContaining('sealwright token generate'),
    });
    await until(async () => {
      const [row] = await instance.database.query(
        'auditor',
        "SELECT state FROM service_health WHERE name = 'sealer'",
      );
      return row?.state === 'ok';
    });
  });
});

/** docs/operations.md, "Replacing the log key", step by step. */
describe('the log key is replaced', () => {
  const uri = (label: string) => `pkcs11:token=api-test;object=${label}`;

  it('with an overlap in which readers accept either, and the old one signs no more after it', async () => {
    const [oldKey] = await keys();
    if (!oldKey) throw new Error('The first key is not registered.');
    const token = await openToken({
      modulePath: process.env.PKCS11_MODULE ?? '',
      uri: 'pkcs11:token=api-test',
      pin: instance.token.pin,
    });
    await token.generateLogKey('log-2', 'ecdsa-p256');
    await token.close();

    const overlapping = startSealer({ LOG_KEY_URIS: `${uri('log-1')} ${uri('log-2')}` });
    await until(async () => (await keys()).length === 2);
    await appendChain(instance.database, 2);
    const both = await settledNote();
    const newKey = (await keys())[1];
    if (!newKey) throw new Error('The second key is not registered.');
    expect(newKey).toMatchObject({ algorithm: 'ecdsa-p256', label: 'log-2', retiredAt: null });
    for (const one of [oldKey, newKey]) expect(await verdict(both, [one])).toBe('trusted');
    await stop(overlapping);

    startSealer({ LOG_KEY_URIS: uri('log-2') });
    await until(async () => (await keys())[0]?.retiredAt);
    await appendChain(instance.database, 2);
    const after = await settledNote();
    expect(await verdict(after, [newKey])).toBe('trusted');
    expect(await verdict(after, [oldKey])).toBe('rejected');
    expect(await verdict(both, [oldKey, newKey])).toBe('trusted');

    const told = (await eventTypes()).filter((type) => String(type).startsWith('log-key.'));
    expect(told).toEqual(['log-key.registered', 'log-key.registered', 'log-key.retired']);
  });

  it('and never comes back', async () => {
    startSealer({ LOG_KEY_URIS: uri('log-1') });
    await appendChain(instance.database, 1);
    await until(async () => {
      const [row] = await instance.database.query(
        'auditor',
        "SELECT code FROM service_health WHERE name = 'log'",
      );
      return row?.code === 'log-key-retired';
    });
  });

  it('left a journal in which every checkpoint stands, by both keys', async () => {
    const checkpoints = new Set<string>();
    const faults: unknown[] = [];
    const journal = new FileTokenJournal(join(instance.dir, 'blobs', 'token-journal.jsonl'));
    for await (const { entry, fault } of journal.read(JOURNAL_START)) {
      if (fault) faults.push(fault);
      if (entry?.purpose.kind === 'checkpoint') {
        checkpoints.add(`${entry.purpose.id} ${entry.digestHex} ${entry.algorithm}`);
      }
    }
    expect(faults).toEqual([]);
    const rows = await instance.database.query(
      'auditor',
      'SELECT size, note FROM log_checkpoint WHERE size > 0',
    );
    for (const { size, note } of rows) {
      const { text, signatures } = parseSignedNote(String(note));
      const digestHex = createHash('sha256').update(text).digest('hex');
      const byLogKeys = signatures.filter(({ name }) => name === origin);
      const found = [...checkpoints].filter((one) => one.startsWith(`${String(size)} ${digestHex} `));
      expect(found.length, String(note)).toBeGreaterThanOrEqual(byLogKeys.length);
    }
  });
});

async function verdict(note: string, some: readonly LogKey[]): Promise<string> {
  return (await verifyCheckpoint(note, { origin, logKeys: parse(some) })).verdict;
}

async function expectStamped(note: string, tokenDer: Uint8Array): Promise<void> {
  const digest = Uint8Array.from(createHash('sha256').update(parseSignedNote(note).text).digest());
  const root = new X509Certificate(readFileSync(instance.token.trustFile));
  const roots = [parseCertificate(new Uint8Array(root.raw))];
  const finding = await checkTimestampToken(tokenDer, () => digest, { roots });
  expect(finding).toMatchObject({ integrity: 'intact', path: { state: 'trusted' } });
}
