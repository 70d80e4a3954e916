import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatVerifierKey } from '@sealwright/audit/log';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiInstance, createApiInstance } from '../../testing/api-instance.js';
import { buildGoLogClient, type GoLogClient, hasGoLogClient } from '../../testing/go-log-client.js';
import {
  appendChain,
  createTestLog,
  registerSoftwareKey,
  type TestLog,
  testOrigin,
} from '../../testing/test-log.js';

if (!hasGoLogClient) {
  console.warn(
    'SKIPPED: no golang-go and golang-golang-x-mod-dev here, the log is not read by Go’s own client',
  );
}

/** Code of other people, made for another log, reads ours over HTTP. */
describe.skipIf(!hasGoLogClient)('the log before Go’s checksum-database client', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-go-'));
  const older = join(dir, 'older');
  let client: GoLogClient;
  let api: ApiInstance;
  let log: TestLog;

  beforeAll(async () => {
    client = await buildGoLogClient(dir);
  });
  beforeEach(async () => {
    api = await createApiInstance();
    log = await createTestLog(api.database, api.logDir);
    await appendChain(api.database, 300);
    await log.sequencer().run();
    writeFileSync(older, (await log.tiles.published()) ?? '');
    await appendChain(api.database, 500);
    await log.sequencer().run();
  });
  afterEach(async () => {
    await log?.close();
    await api?.close();
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const read = (key = formatVerifierKey(log.signer.key)) => client.read(`${api.origin}/log`, key, older);

  function spoil(path: string, at: number): void {
    const file = join(log.folder, path);
    const bytes = readFileSync(file);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  }

  it('is sound, and contains its older self', async () => {
    expect(await read()).toBe('size 800');
  });

  it('is refused with one bit of a tile changed', async () => {
    spoil('tile/0/001', 5);
    expect(await read()).toMatch(/^refused: (entry 257: invalid transparency proof|.*inconsistent tile)/);
  });

  it('is refused with one bit of an entry changed', async () => {
    spoil('tile/entries/002', 3);
    expect(await read()).toMatch(/^refused: entry 512/);
  });

  it('is refused when its checkpoint is signed by another key', async () => {
    const stranger = await registerSoftwareKey(log.keys, testOrigin);
    expect(await read(formatVerifierKey(stranger.key))).toMatch(
      /^refused: note has no verifiable signatures/,
    );
  });

  it('is refused when it does not contain what it signed earlier', async () => {
    // A log of other events, signed by the same key.
    const other = await createApiInstance();
    const theirs = await createTestLog(other.database, other.logDir);
    await theirs.keys.register({
      ...{ id: other.ids.uuid(), algorithm: 'ed25519', label: 'stolen', spkiDer: new Uint8Array(44) },
      verifierKey: formatVerifierKey(log.signer.key),
    });
    await appendChain(other.database, 700);
    await theirs.sequencer({ signers: { signers: async () => [log.signer] } }).run();
    const answer = await client.read(`${other.origin}/log`, formatVerifierKey(log.signer.key), older);
    await theirs.close();
    await other.close();
    expect(answer).toMatch(/^refused: .*(proof|inconsistent|hash)/i);
  });
});
