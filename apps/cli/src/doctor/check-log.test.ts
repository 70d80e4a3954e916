import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ed25519NoteSigner, formatCheckpoint, formatVerifierKey, signNote } from '@sealwright/audit/log';
import { describe, expect, it } from 'vitest';
import { judgeLog, judgeOutlets, type LogFacts, type OutletRow } from './check-log.js';
import { checkJournal } from './check-log-key.js';

const origin = 'sign.example.com/log';
const now = new Date('2026-11-22T10:00:00Z');

function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  return ed25519NoteSigner(origin, raw, async (message) => sign(null, message, privateKey));
}

async function facts(changes: Partial<LogFacts> = {}, size = 7): Promise<LogFacts> {
  const signer = keyPair();
  const head = { size, root: new Uint8Array(32).fill(1) };
  const note = await signNote(formatCheckpoint({ origin, head, extensions: [] }), [signer]);
  return {
    state: { origin, size: '7', note_size: '7', note, signed_at: now },
    waiting: 0,
    oldestAt: null,
    verifierKeys: [formatVerifierKey(signer.key)],
    now,
    ...changes,
  };
}

describe('judgeLog', () => {
  it('is content with a fresh checkpoint that its key signed', async () => {
    expect(await judgeLog(await facts())).toMatchObject({ state: 'ok' });
  });

  it('says what is missing, and what to run', async () => {
    const none = await judgeLog(await facts({ state: null }));
    expect(none).toMatchObject({ state: 'fail', remedy: expect.stringContaining('token provision') });
    const forged = await judgeLog(await facts({ verifierKeys: [formatVerifierKey(keyPair().key)] }));
    expect(forged).toMatchObject({ state: 'fail', detail: expect.stringContaining('not signed by a key') });
    const oldestAt = new Date(now.getTime() - 120_000);
    expect(await judgeLog(await facts({ waiting: 3, oldestAt }))).toMatchObject({ state: 'fail' });
    expect(await judgeLog(await facts({}, 6))).toMatchObject({ state: 'warn' });
  });
});

describe('judgeOutlets', () => {
  const row: OutletRow = {
    ...{ kind: 'sink', shown: '/mnt/worm', state: 'ok', code: null, detail: '', since: now, last_size: '7' },
  };
  const away = { ...row, state: 'waiting', code: 'outlet-unreachable', detail: 'It is away.' };

  it('wants somebody outside, and names who cannot be reached', () => {
    expect(judgeOutlets([], 0).state).toBe('warn');
    expect(judgeOutlets([row, { ...row, kind: 'witness' }], 1).state).toBe('ok');
    expect(judgeOutlets([row, away], 0)).toMatchObject({
      state: 'warn',
      detail: expect.stringContaining('/mnt/worm'),
    });
    expect(judgeOutlets([row, { ...away, kind: 'witness' }], 1).state).toBe('fail');
    expect(judgeOutlets([{ ...away, code: 'witness-ahead' }], 0).state).toBe('fail');
  });
});

describe('checkJournal', () => {
  it('sees a journal that can be written and ends with an entry, and one that does not', () => {
    const dir = mkdtempSync(join(tmpdir(), 'sealwright-doctor-'));
    const file = join(dir, 'journal.jsonl');
    const at = { TOKEN_JOURNAL_FILE: file } as NodeJS.ProcessEnv;
    expect(checkJournal(at).state).toBe('ok');
    writeFileSync(file, '{"n":1}\n{"n":2}\n{"torn');
    expect(checkJournal(at)).toMatchObject({ state: 'ok', detail: expect.stringContaining('2 signatures') });
    writeFileSync(file, '{"n":1}\nsomething\n');
    expect(checkJournal(at).state).toBe('fail');
    expect(checkJournal({ TOKEN_JOURNAL_FILE: join(file, 'below') } as NodeJS.ProcessEnv).state).toBe('fail');
    rmSync(dir, { recursive: true });
  });
});
