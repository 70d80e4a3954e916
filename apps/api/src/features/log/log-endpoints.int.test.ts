import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { readEntries, readHashTile, TileTree, verifyCheckpoint } from '@sealwright/audit/log';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiInstance, createApiInstance } from '../../testing/api-instance.js';
import { appendChain, createTestLog, type TestLog, testOrigin } from '../../testing/test-log.js';

let api: ApiInstance;
let log: TestLog;

beforeAll(async () => {
  api = await createApiInstance();
  log = await createTestLog(api.database, api.logDir);
});
afterAll(async () => {
  await log?.close();
  await api?.close();
});

const ask = (path: string, init?: RequestInit) => fetch(`${api.origin}/log/${path}`, init);

describe('the public log', () => {
  it('says that there is no checkpoint yet', async () => {
    const answer = await ask('checkpoint');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await answer.json()).toMatchObject({ code: 'not-found' });
  });

  it('is read by anybody, from its checkpoint to its last entry', async () => {
    await appendChain(api.database, 600);
    await log.sequencer().run();
    const checkpoint = await ask('checkpoint');
    expect(Object.fromEntries(checkpoint.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=1, must-revalidate',
      'cross-origin-resource-policy': 'cross-origin',
    });
    const keys = await (await ask('keys')).text();
    expect(keys.split('\n')).toHaveLength(2);
    const finding = await verifyCheckpoint(await checkpoint.text(), {
      origin: testOrigin,
      logKeys: [log.signer.key],
    });
    if (finding.verdict !== 'trusted') throw new Error(finding.sentence);
    const { head } = finding.checkpoint;
    expect(head.size).toBe(600);
    const reader = async (path: string) => {
      const answer = await ask(path);
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
    };
    expect(await new TileTree(reader, head.size).root()).toEqual(head.root);
    expect(await readEntries(reader, 2, 88)).toHaveLength(88);
    expect(await readHashTile(reader, { level: 1, index: 0, width: 2 })).toHaveLength(2);
  });

  it('lets tiles be kept for ever', async () => {
    for (const path of ['tile/0/000', 'tile/entries/002.p/88']) {
      const answer = await ask(path);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/octet-stream',
        'access-control-allow-origin': '*',
        'cache-control': 'public, max-age=31536000, immutable',
      });
      const head = await ask(path, { method: 'HEAD' });
      expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
        200,
        answer.headers.get('content-length'),
        '',
      ]);
    }
  });

  it.each([
    'tile/0/000.p/256',
    'tile/0/002.p/89',
    'tile/0/0',
    'tile/00/000',
    'tile/0/x000/000',
    'tile/64/000',
    'tile/0/%30%30%30',
    'tile/0/..%2f..%2f..%2fcheckpoint',
    'tile/0/000?x=1',
    'tile/',
    'tile',
    'checkpoint/x',
    '',
  ])('answers 404 to %s', async (path) => {
    const answer = await ask(path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(await answer.json()).toMatchObject({ code: 'not-found' });
  });

  it.each(['/log/tile/entries/../../checkpoint', '/log/tile/%2e%2e/checkpoint', '/log/tile/0//000'])(
    'answers 404 to %s as it was sent',
    async (path) => {
      // fetch would clear such a path up before it sends it.
      const asked = get({ host: '127.0.0.1', port: new URL(api.origin).port, path });
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      answer.resume();
      expect(answer.statusCode).toBe(404);
    },
  );

  it('shows nothing beyond its checkpoint', async () => {
    await appendChain(api.database, 5);
    const stop = {
      reach: () => {
        throw new Error('stopped');
      },
    };
    await expect(log.sequencer({ crashPoints: stop }).run()).rejects.toThrow('stopped');
    expect(await log.tiles.read('tile/0/002.p/93')).not.toBeNull();
    expect((await ask('tile/0/002.p/93')).status).toBe(404);
    await log.sequencer().run();
    expect((await ask('tile/0/002.p/93')).status).toBe(200);
  });

  it('refuses writes, and whoever asks without end', async () => {
    expect((await ask('checkpoint', { method: 'POST' })).status).toBe(404);
    let refused: Response | null = null;
    for (let round = 0; round < 200 && refused === null; round += 1) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => ask('keys')));
      refused = answers.find(({ status }) => status === 429) ?? null;
    }
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
