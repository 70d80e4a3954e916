import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  appendEntries,
  EMPTY_ROOT,
  ed25519NoteSigner,
  formatCheckpoint,
  formatVerifierKey,
  signNote,
  type TreeHead,
} from '@sealwright/audit/log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseSink } from '../../config/checkpoint-sinks.js';
import type { CheckpointOutlet } from '../../ports/checkpoint-outlet.js';
import type { KeptCheckpoint } from '../../ports/log-checkpoints.js';
import type { OfferedCosignature } from '../../ports/log-cosignatures.js';
import { SmtpSink } from '../../testing/smtp-sink.js';
import { startTestBucket } from '../../testing/test-bucket.js';
import { startTestWitness } from '../../testing/test-witness.js';
import { NodemailerMailer } from '../mail/nodemailer-mailer.js';
import { makeSinks, type SinkSurroundings } from './make-sinks.js';
import { WitnessOutlet } from './witness-outlet.js';

const origin = 'sign.example.com/log';
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
const logSigner = ed25519NoteSigner(origin, raw, async (message) => sign(null, message, privateKey));
let dir: string;
const closing: (() => Promise<void>)[] = [];

/** A real log in memory: tiles, and a signed checkpoint after each growth. */
class SmallLog {
  private head: TreeHead = { size: 0, root: EMPTY_ROOT };
  private readonly tiles = new Map<string, Uint8Array>();

  constructor(private readonly salt = '') {}

  readonly read = async (path: string) => this.tiles.get(path) ?? null;

  async grow(count: number): Promise<KeptCheckpoint> {
    const entries = Array.from({ length: count }, (_, index) =>
      new TextEncoder().encode(`${this.salt}${this.head.size + index}`),
    );
    const { head, writes } = await appendEntries(this.head, entries, this.read);
    for (const { path, bytes } of writes) this.tiles.set(path, bytes);
    this.head = head;
    const note = await signNote(formatCheckpoint({ origin, head, extensions: [] }), [logSigner]);
    return { generation: 1, head, note, signedAt: new Date('2026-11-22T10:00:00Z'), timestamp: null };
  }
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sealwright-outlets-'));
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  rmSync(dir, { recursive: true, force: true });
});

describe('a witness', () => {
  async function meet(log: SmallLog) {
    const witness = await startTestWitness('witness.example.com/w');
    closing.push(() => witness.stop());
    witness.trust(origin, [formatVerifierKey(logSigner.key)]);
    const offered: OfferedCosignature[] = [];
    const cosignatures = {
      offer: async (size: number, name: string, lines: string) =>
        void offered.push({ size, witness: name, lines }),
      pending: async () => offered,
      remove: async () => undefined,
    };
    const { url, verifierKey } = witness;
    const outlet = new WitnessOutlet({
      witness: { url, verifierKey },
      folders: { ofLog: () => log },
      cosignatures,
    });
    return { witness, outlet, offered };
  }

  it('sees the log grow, by proofs from the tiles', async () => {
    const log = new SmallLog();
    const { outlet, witness, offered } = await meet(log);
    let last: number | null = null;
    for (const count of [1, 6, 300, 700]) {
      const checkpoint = await log.grow(count);
      await outlet.deliver(checkpoint, last);
      last = checkpoint.head.size;
      expect(witness.last()).toEqual(checkpoint.head);
    }
    expect(witness.answered).toEqual([200, 200, 200, 200]);
    expect(offered.map(({ size }) => size)).toEqual([1, 7, 307, 1007]);
  });

  it('that remembers another size is asked once more, from there', async () => {
    const log = new SmallLog();
    const { outlet, witness } = await meet(log);
    const first = await log.grow(3);
    await outlet.deliver(first, null);
    const second = await log.grow(4);
    await outlet.deliver(second, null);
    const third = await log.grow(1);
    witness.remember(first.head);
    await outlet.deliver(third, second.head.size);
    await outlet.deliver(third, null);
    expect(witness.answered).toEqual([200, 409, 200, 409, 200, 409, 200]);
  });

  it('that saw a larger log, or another one, is an alarm', async () => {
    const log = new SmallLog();
    const { outlet, witness, offered } = await meet(log);
    await outlet.deliver(await log.grow(9), null);
    const rolledBack = await new SmallLog().grow(5);
    await expect(outlet.deliver(rolledBack, 5)).rejects.toMatchObject({ code: 'witness-ahead' });
    const other = new SmallLog('other');
    const { url, verifierKey } = witness;
    const elsewhere = new WitnessOutlet({
      witness: { url, verifierKey },
      folders: { ofLog: () => other },
      cosignatures: { offer: async () => undefined, pending: async () => [], remove: async () => undefined },
    });
    await expect(elsewhere.deliver(await other.grow(20), 9)).rejects.toMatchObject({
      code: 'outlet-refused',
      message: expect.stringContaining('only grew'),
    });
    expect(offered).toHaveLength(1);
  });

  it('whose signature does not hold, that does not know us, or is away, has not cosigned', async () => {
    const log = new SmallLog();
    const { outlet, witness, offered } = await meet(log);
    const checkpoint = await log.grow(2);
    witness.become('signs-badly');
    await expect(outlet.deliver(checkpoint, null)).rejects.toMatchObject({ code: 'outlet-refused' });
    witness.become('answers');
    witness.trust(origin, []);
    await expect(outlet.deliver(checkpoint, 2)).rejects.toMatchObject({
      message: expect.stringContaining('does not know the key'),
    });
    await witness.stop();
    await expect(outlet.deliver(checkpoint, 2)).rejects.toMatchObject({ code: 'outlet-unreachable' });
    await witness.start();
    expect(offered).toEqual([]);
  });
});

describe('sinks', () => {
  const surroundings: SinkSurroundings = {
    mailer: new NodemailerMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'a@example.com' }),
    everyMs: 1,
    webhookSecret: 'hook-secret',
    s3: null,
    now: () => new Date(),
  };

  function open(address: string, changes: Partial<SinkSurroundings> = {}): CheckpointOutlet {
    const sink = parseSink(address);
    if (!sink) throw new Error(`${address} is no sink`);
    const [outlet] = makeSinks([sink], { ...surroundings, ...changes });
    if (!outlet) throw new Error('no outlet');
    return outlet;
  }

  it('a folder keeps each checkpoint, with its timestamp, and never another one of that size', async () => {
    const sink = open(pathToFileURL(join(dir, 'mount')).href);
    const log = new SmallLog();
    const checkpoint = await log.grow(4);
    await expect(sink.deliver(checkpoint, null)).rejects.toMatchObject({ code: 'outlet-not-writable' });
    mkdirSync(join(dir, 'mount'));
    const timestamp = { tokenDer: Uint8Array.of(48, 0), authority: 'tsa', at: new Date() };
    await sink.deliver({ ...checkpoint, timestamp }, null);
    await sink.deliver(checkpoint, null);
    expect(readdirSync(join(dir, 'mount'))).toEqual([
      'checkpoint-0000000000000004.tsr',
      'checkpoint-0000000000000004.txt',
    ]);
    expect(readFileSync(join(dir, 'mount', 'checkpoint-0000000000000004.txt'), 'utf8')).toBe(checkpoint.note);
    const other = await new SmallLog('other').grow(4);
    await expect(sink.deliver(other, null)).rejects.toMatchObject({ code: 'outlet-differs' });
  });

  it('a webhook can tell who sent it and when', async () => {
    const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
    let status = 202;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => server.close(() => resolve())));
    const sink = open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/secret-path`);
    expect(sink.shown).not.toContain('secret-path');
    const checkpoint = await new SmallLog().grow(4);
    await sink.deliver(checkpoint, null);
    const [{ headers, body } = { headers: {}, body: '' }] = seen;
    const signed = [headers['webhook-id'], headers['webhook-timestamp'], body].map(String).join('.');
    const mac = createHmac('sha256', 'hook-secret').update(signed).digest('base64');
    expect(headers).toMatchObject({ 'webhook-id': 'checkpoint-4', 'webhook-signature': `v1,${mac}` });
    expect(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1_000)).toBeLessThan(10);
    expect(JSON.parse(body)).toMatchObject({
      type: 'log.checkpoint',
      data: { origin, size: 4, checkpoint: checkpoint.note, timestampTokenBase64: null },
    });
    status = 410;
    await expect(sink.deliver(checkpoint, null)).rejects.toMatchObject({ code: 'outlet-refused' });
    status = 503;
    await expect(sink.deliver(checkpoint, null)).rejects.toMatchObject({ code: 'outlet-unreachable' });
  });

  it('a mailbox gets the note as text, once by its message id', async () => {
    const smtp = new SmtpSink();
    await smtp.start();
    closing.push(() => smtp.stop());
    const mailer = new NodemailerMailer({ smtpUrl: smtp.url, from: 'Sealwright <sign@example.com>' });
    const sink = open('mailto:auditor@example.org', { mailer });
    const checkpoint = await new SmallLog().grow(4);
    await sink.deliver(checkpoint, null);
    await sink.deliver(checkpoint, null);
    const mails = smtp.sentTo('auditor@example.org');
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
    expect(mails[0]?.subject).toContain('4 entries');
    expect(mails[0]?.source).toContain(checkpoint.note.split('\n')[2]);
    smtp.answer = () => 550;
    await expect(sink.deliver(checkpoint, null)).rejects.toMatchObject({ code: 'outlet-refused' });
    smtp.answer = () => 451;
    await expect(sink.deliver(checkpoint, null)).rejects.toMatchObject({ code: 'outlet-unreachable' });
    mailer.close();
  });

  it('a bucket locks it, by a signed request with a checksum', async () => {
    const bucket = await startTestBucket();
    closing.push(() => bucket.stop());
    const { accessKeyId, secretAccessKey, endpoint } = bucket;
    const query = `region=eu-central-1&endpoint=${encodeURIComponent(endpoint)}&retention-days=400`;
    const address = `s3://${bucket.bucket}/audit/logs of ours?${query}`;
    const sink = open(address, { s3: { accessKeyId, secretAccessKey } });
    const checkpoint = await new SmallLog().grow(4);
    await sink.deliver(checkpoint, null);
    expect(bucket.refused).toEqual([]);
    const [object] = bucket.objects;
    expect(object?.key).toBe('audit/logs of ours/checkpoint-0000000000000004.txt');
    expect(object?.body.toString('utf8')).toBe(checkpoint.note);
    const days = ((object?.retainUntil.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(400);
    const wrong = open(address, { s3: { accessKeyId, secretAccessKey: 'wrong' } });
    await expect(wrong.deliver(checkpoint, null)).rejects.toMatchObject({ code: 'outlet-refused' });
    bucket.lockEnabled = false;
    await expect(sink.deliver(checkpoint, null)).rejects.toMatchObject({ code: 'outlet-refused' });
    expect(bucket.refused).toEqual(['SignatureDoesNotMatch', 'lock']);
  });

  it.each([
    'ftp://host/x',
    'file://host/x',
    'https://user:secret@host/',
    'mailto:nobody',
    's3://Bucket/',
    's3://bucket/x?retention-days=0',
    's3://bucket/x?acl=public',
    'nonsense',
  ])('%s is none', (address) => {
    expect(parseSink(address)).toBeNull();
  });
});
