import { createPublicKey, verify } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatCheckpoint } from '@sealwright/audit/log';
import { initialiseToken, openToken } from '@sealwright/signing-core/pkcs11';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { JOURNAL_START } from '../../ports/token-journal.js';
import { FileTokenJournal } from './file-token-journal.js';
import { libraryEnvironment } from './library-environment.js';
import { Pkcs11LogKeyTokens } from './pkcs11-log-key-tokens.js';
import { TokenHost } from './token-host.js';

const dir = mkdtempSync(join(tmpdir(), 'sealwright-logkeys-'));
const modulePath = process.env.PKCS11_MODULE ?? '';
const pin = '135792468';
const otherPin = '864297531';
const before = process.env.SOFTHSM2_CONF;
const entry = new URL('../../../dist/infra/hsm/pkcs11-child.js', import.meta.url);
const journalFile = join(dir, 'journal.jsonl');
const pinFile = join(dir, 'other.pin');
const text = formatCheckpoint({
  origin: 'sign.example.com/log',
  head: { size: 7, root: new Uint8Array(32).fill(3) },
  extensions: [],
});
let host: TokenHost | null = null;

let sealPin = pin;

function named(...uris: string[]): Pkcs11LogKeyTokens {
  host = new TokenHost({
    ...{ modulePath, journalFile, entry },
    uri: 'pkcs11:token=both;object=seal',
    readPin: () => sealPin,
    algorithm: null,
    libraryEnvironment: libraryEnvironment(process.env),
    sessionCount: 1,
  });
  return new Pkcs11LogKeyTokens(host, uris);
}

beforeAll(async () => {
  mkdirSync(join(dir, 'tokens'));
  const conf = join(dir, 'softhsm2.conf');
  writeFileSync(conf, `directories.tokendir = ${join(dir, 'tokens')}\nlog.level = ERROR\n`);
  process.env.SOFTHSM2_CONF = conf;
  writeFileSync(pinFile, otherPin, { mode: 0o600 });
  await initialiseToken(modulePath, { label: 'both', securityOfficerPin: '97531864', userPin: pin });
  await initialiseToken(modulePath, { label: 'other', securityOfficerPin: '97531864', userPin: otherPin });
  const both = await openToken({ modulePath, uri: 'pkcs11:token=both', pin });
  await both.generateSealKey('seal', 'ecdsa-p256');
  await both.generateLogKey('log-1');
  await both.generateLogKey('log-2', 'ecdsa-p256');
  await both.close();
  const other = await openToken({ modulePath, uri: 'pkcs11:token=other', pin: otherPin });
  await other.generateLogKey('log-else');
  await other.close();
});

afterEach(async () => {
  await host?.close();
  host = null;
});

afterAll(() => {
  if (before === undefined) delete process.env.SOFTHSM2_CONF;
  else process.env.SOFTHSM2_CONF = before;
  rmSync(dir, { recursive: true, force: true });
});

describe('the log keys in the token process', () => {
  it('sign a checkpoint, both kinds and both tokens, and stand in the journal', async () => {
    const keys = await named(
      'pkcs11:token=both;object=log-1',
      'pkcs11:token=both;object=log-2',
      `pkcs11:token=other;object=log-else?pin-source=file:${pinFile}`,
    ).keys();
    expect(keys.map(({ label, algorithm }) => [label, algorithm])).toEqual([
      ['log-1', 'ed25519'],
      ['log-2', 'ecdsa-p256'],
      ['log-else', 'ed25519'],
    ]);
    for (const { algorithm, spkiDer, sign, probe } of keys) {
      const key = createPublicKey({ key: Buffer.from(spkiDer), format: 'der', type: 'spki' });
      const signature = await sign(text, 7);
      const name = algorithm === 'ed25519' ? null : 'sha256';
      expect(verify(name, Buffer.from(text), key, signature)).toBe(true);
      expect(probe).toMatchObject({ exportable: false, origin: 'generated-in-token', soft: true });
    }
    const purposes: string[] = [];
    for await (const { entry: found, fault } of new FileTokenJournal(journalFile).read(JOURNAL_START))
      purposes.push(`${found?.algorithm} ${found?.purpose.kind} ${found?.purpose.id} ${fault ?? ''}`.trim());
    expect(purposes).toEqual([
      'ed25519 self-test log-key',
      'ecdsa-p256-sha256 self-test log-key',
      'ed25519 self-test log-key',
      'ed25519 checkpoint 7',
      'ecdsa-p256-sha256 checkpoint 7',
      'ed25519 checkpoint 7',
    ]);
  });

  it.each([
    ['another size', text, 8],
    ['no checkpoint', 'Pay 1000 to the bearer.\n', 7],
    ['more lines', `${text}something else\n`, 7],
  ])('sign nothing else: %s', async (_what, given, size) => {
    const [key] = await named('pkcs11:token=both;object=log-2').keys();
    await expect(key?.sign(given, size)).rejects.toMatchObject({ code: 'token-request-refused' });
  });

  it('are refused when none is named, when it is the seal key, and when it is not there', async () => {
    await expect(named().keys()).rejects.toMatchObject({ code: 'log-key-missing' });
    await expect(named('pkcs11:token=both;object=seal').keys()).rejects.toMatchObject({
      code: 'token-key-purpose',
    });
    await host?.close();
    await expect(named('pkcs11:token=both;object=log-9').keys()).rejects.toMatchObject({
      code: 'token-key-missing',
    });
  });

  it('leave a corrected PIN to the seal key to try, and go on after it', async () => {
    sealPin = '000000';
    const tokens = named(
      'pkcs11:token=both;object=log-1',
      `pkcs11:token=other;object=log-else?pin-source=file:${pinFile}`,
    );
    const refusal = await tokens.keys().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'token-pin-wrong' });
    sealPin = pin;
    expect(await tokens.keys().catch((error: unknown) => error)).toBe(refusal);
    expect(host?.pinChanged()).toBe(true);
    await host?.recover();
    expect(await tokens.keys()).toHaveLength(2);
  });

  it('never try a PIN twice, nor the seal key’s on another token', async () => {
    const without = named('pkcs11:token=other;object=log-else');
    await expect(without.keys()).rejects.toMatchObject({ code: 'token-pin-missing' });
    await host?.close();
    const wrong = join(dir, 'wrong.pin');
    writeFileSync(wrong, '000000', { mode: 0o600 });
    const tokens = named(`pkcs11:token=other;object=log-else?pin-source=file:${wrong}`);
    const first = await tokens.keys().catch((error: unknown) => error);
    expect(first).toMatchObject({ code: 'token-pin-wrong' });
    expect(await tokens.keys().catch((error: unknown) => error)).toBe(first);
    // The seal key is none the worse.
    expect(host?.pinChanged()).toBe(false);
    writeFileSync(wrong, otherPin);
    expect((await tokens.keys())[0]?.label).toBe('log-else');
  });
});
