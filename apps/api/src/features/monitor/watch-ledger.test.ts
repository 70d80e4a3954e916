import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JournalPurpose, JournalWriter } from '@sealwright/signing-core/pkcs11';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileTokenJournal } from '../../infra/hsm/file-token-journal.js';
import { FileMonitorMemory } from '../../infra/storage/file-monitor-memory.js';
import type { SealRow } from '../../ports/record-rows.js';
import { WatchLedger, type WatchLedgerParts } from './watch-ledger.js';

const ours = 'a'.repeat(64);
const theirs = 'b'.repeat(64);
let dir: string;
let writer: JournalWriter;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sealwright-ledger-'));
  writer = new JournalWriter(join(dir, 'journal.jsonl'));
});
afterEach(async () => {
  await writer.close();
  rmSync(dir, { recursive: true, force: true });
});

const hex = () => randomBytes(32).toString('hex');

async function signed(kind: JournalPurpose['kind'], id: string, keyFingerprintSha256Hex = ours) {
  const made = { algorithm: 'ecdsa-p256-sha256', digestHex: hex(), signatureSha256Hex: hex() };
  const atIso = new Date().toISOString();
  await writer.append({ atIso, keyFingerprintSha256Hex, ...made, purpose: { kind, id } });
}

let done: SealRow[] = [];
const seals = new Map<string, SealRow>();

function ledger(): WatchLedger {
  const rows: Partial<WatchLedgerParts['rows']> = {
    assertSeesAll: async () => {},
    signingKeys: async () => new Map([[ours, { chainPem: null }]]),
    sealOf: async (id) => {
      const row = seals.get(id);
      return row ? { ...row, documentDigestsHex: [] } : null;
    },
    sealsDoneAfter: async () => done.splice(0),
  };
  return new WatchLedger({
    journal: new FileTokenJournal(join(dir, 'journal.jsonl')),
    rows: rows as WatchLedgerParts['rows'],
    checkpoints: { newest: async () => null, ofSize: async () => null },
    folders: {
      ofLog: () => {
        throw new TypeError('no checkpoint here');
      },
    },
    beginnings: { current: async () => null },
    memory: new FileMonitorMemory(join(dir, 'memory')),
    now: () => new Date(),
  });
}

const codes = async () => (await ledger().look()).findings.map(({ code, seq }) => `${seq} ${code}`);

describe('the seal ledger', () => {
  it('knows what a key does for itself, and asks about every file sealed past the platform', async () => {
    await signed('self-test', 'doctor');
    await signed('certificate-request', 'token csr');
    expect(await codes()).toEqual([]);
    await signed('file', 'seal', theirs);
    expect(await codes()).toEqual([]);
    await signed('file', 'seal');
    expect(await codes()).toEqual(['4 file-sealed-past-the-platform']);
    await signed('document', 'no-such-seal');
    await signed('certificate', 'no-such-seal', theirs);
    expect(await codes()).toEqual(['5 signature-without-seal', '6 signature-by-unknown-key']);
    expect(await codes()).toEqual([]);
  });

  it('remembers so many unfinished seals and no more, and reads the whole journal before it accuses one', async () => {
    const first = randomUUID();
    await signed('document', first);
    await Promise.all(Array.from({ length: 10_001 }, () => signed('certificate', randomUUID())));
    await ledger().look();
    const kept = JSON.parse(readFileSync(join(dir, 'memory', 'ledger.json'), 'utf8')) as { open: string[] };
    expect([kept.open.length, kept.open.includes(first)]).toEqual([10_000, false]);
    const row = { envelopeId: 'e', kind: 'document', doneAt: new Date() } as const;
    done = [{ id: first, ...row }];
    expect(await codes()).toEqual([]);
    done = [{ id: randomUUID(), ...row }];
    expect(await codes()).toEqual(['null seal-without-signature']);
  });

  it('finds the seal that was deleted after its line had been passed, once it looks at everything', async () => {
    const [kept, deleted] = [randomUUID(), randomUUID()];
    for (const id of [kept, deleted]) {
      seals.set(id, { id, envelopeId: 'e', kind: 'document', doneAt: new Date() });
      await signed('document', id);
    }
    await signed('self-test', 'doctor');
    const { findings, checked } = await ledger().lookAtAll();
    expect([findings, checked]).toEqual([[], 3]);
    seals.delete(deleted);
    expect(await codes()).toEqual([]);
    const whole = await ledger().lookAtAll();
    expect(whole.findings.map(({ code, seq }) => `${seq} ${code}`)).toEqual(['2 signature-without-seal']);
    expect([whole.checked, whole.detail]).toEqual([3, expect.stringContaining('3 lines in the journal')]);
    // A file that was cut off is seen although it is read from its beginning.
    truncateSync(join(dir, 'journal.jsonl'), 40);
    expect((await ledger().lookAtAll()).findings.map(({ code }) => code)).toContain('journal-shorter');
  });
});
