import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JournalPurpose, JournalWriter } from '@sealwright/signing-core/pkcs11';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileTokenJournal } from '../../infra/hsm/file-token-journal.js';
import { FileMonitorMemory } from '../../infra/storage/file-monitor-memory.js';
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

function ledger(): WatchLedger {
  const rows: Partial<WatchLedgerParts['rows']> = {
    assertSeesAll: async () => {},
    signingKeys: async () => new Map([[ours, { chainPem: null }]]),
    sealOf: async () => null,
    sealsDoneAfter: async () => [],
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
});
