import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ChildLimits } from './launch-child.js';
import { LimitedChild } from './limited-child.js';

// What a child can do once a file has taken it over, tried by one that does it.

const dir = mkdtempSync(join(tmpdir(), 'child-powers-'));
const programs = join(dir, 'programs');
mkdirSync(programs);
const secret = join(dir, 'pin.txt');
writeFileSync(secret, '1234');
const isLinux = process.platform === 'linux';

type Answers = { readonly try: unknown };
const children: LimitedChild<{ kind: 'try' }, Answers>[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill();
});
afterAll(() => rmSync(dir, { recursive: true }));

/** A child whose program answers with what `body`, the inside of an async function, returns. */
function childThat(body: string, limits: Partial<ChildLimits> = {}): LimitedChild<{ kind: 'try' }, Answers> {
  const entry = join(programs, `child-${children.length}.mjs`);
  writeFileSync(
    entry,
    `import fs from 'node:fs'; import net from 'node:net';
     import { fork, spawnSync } from 'node:child_process'; import { Worker } from 'node:worker_threads';
     const attempt = async (work) => { try { return String(await work()); } catch (error) { return error.code ?? error.name; } };
     const calling = (...to) => new Promise((resolve, reject) => net.connect(...to).on('connect', () => resolve('connected')).on('error', reject));
     const usage = { cpuMs: 0, residentBytes: 0 };
     const work = async () => { ${body} };
     process.on('message', async () => process.send({ state: 'done', answer: await work(), usage }));
     process.send({ state: 'ready' });`,
  );
  const all = { cpuSeconds: 20, residentBytes: 1_000_000_000, heapMegabytes: 64, ...limits };
  const child = new LimitedChild<{ kind: 'try' }, Answers>(entry, all);
  children.push(child);
  return child;
}

const PATIENT = { wallMs: 60_000, cpuMs: 60_000 };
const answerOf = async (body: string): Promise<unknown> =>
  await childThat(body).run({ kind: 'try' }, PATIENT);

/** Most containers forbid it. */
function canLeaveNetwork(): boolean {
  const can = ['-n', '-rn'].some((way) => spawnSync('/usr/bin/unshare', [way, '/bin/true']).status === 0);
  if (!can) console.warn('SKIPPED: this system gives no process a network of its own, the cut is not tried');
  return can;
}

describe('a child that is not ours any more', () => {
  it('finds no secret: not in its environment, not in the files or the processes of others', async () => {
    process.env.SEAL_TOKEN_PIN_FOR_TEST = 'hunter2';
    try {
      const found = await answerOf(`return {
        environment: JSON.stringify(process.env),
        ofParent: await attempt(() => fs.readFileSync('/proc/' + process.ppid + '/environ')),
        ofItself: await attempt(() => fs.readFileSync('/proc/self/environ')),
        file: await attempt(() => fs.readFileSync(${JSON.stringify(secret)})),
        folder: await attempt(() => fs.readdirSync(${JSON.stringify(dir)})),
      }`);
      expect(found).toEqual({
        environment: expect.not.stringContaining('hunter2'),
        ...{ ofParent: 'ERR_ACCESS_DENIED', ofItself: 'ERR_ACCESS_DENIED' },
        ...{ file: 'ERR_ACCESS_DENIED', folder: 'ERR_ACCESS_DENIED' },
      });
    } finally {
      delete process.env.SEAL_TOKEN_PIN_FOR_TEST;
    }
  });

  it('writes nothing, starts nothing, loads nothing native', async () => {
    const target = join(programs, 'written');
    const tried = await answerOf(`return {
      file: await attempt(() => fs.writeFileSync(${JSON.stringify(target)}, 'x')),
      folder: await attempt(() => fs.mkdtempSync('/tmp/left-behind-')),
      link: await attempt(() => fs.symlinkSync('/etc/passwd', ${JSON.stringify(target)})),
      program: await attempt(() => spawnSync('/bin/true')),
      fork: await attempt(() => fork(${JSON.stringify(join(programs, 'child-0.mjs'))})),
      worker: await attempt(() => new Worker('', { eval: true })),
      library: await attempt(() => process.dlopen({ exports: {} }, '/lib/none.node')),
    }`);
    expect(tried).toEqual({
      ...{ file: 'ERR_ACCESS_DENIED', folder: 'ERR_ACCESS_DENIED', link: 'ERR_ACCESS_DENIED' },
      ...{ program: 'ERR_ACCESS_DENIED', fork: 'ERR_ACCESS_DENIED', worker: 'ERR_ACCESS_DENIED' },
      library: 'ERR_DLOPEN_DISABLED',
    });
    expect(readdirSync(programs)).not.toContain('written');
  });

  it.skipIf(!isLinux || !canLeaveNetwork())('reaches nobody, not even this machine', async () => {
    const server = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : null;
    const tried = await answerOf(`return {
      machine: await attempt(() => calling(${port}, '127.0.0.1')),
      abroad: await attempt(() => calling(443, '192.0.2.1')),
    }`);
    server.close();
    expect(tried).toEqual({ machine: 'ENETUNREACH', abroad: 'ENETUNREACH' });
  });

  it('prints into nothing', async () => {
    const printed = await answerOf(`
      const line = Buffer.alloc(1 << 20, 'x');
      for (let megabyte = 0; megabyte < 1024; megabyte++) fs.writeSync(1, line);
      return 'a gigabyte';`);
    expect(printed).toBe('a gigabyte');
  });
});

describe.runIf(isLinux)('a child that takes what there is', () => {
  it.each([
    [
      'takes two gigabytes at a time',
      'const all = []; for (;;) all.push(Buffer.alloc(2e9, 1));',
      {},
      'over-limits',
    ],
    ['spins', 'for (;;);', { wallMs: 60_000, cpuMs: 500 }, 'timed-out'],
    ['uses up the processor time of its life', 'for (;;);', { ...PATIENT, cpuSeconds: 1 }, 'timed-out'],
    [
      'answers with far more than a file',
      'const data = Buffer.alloc(1e7); for (;;) await new Promise((sent) => process.send({ state: "ready", data }, sent));',
      { writtenBytes: 50_000_000 },
      'over-limits',
    ],
    ['answers with what is no answer', 'process.send("gibberish"); for (;;);', {}, 'over-limits'],
  ])(
    'and %s is ended',
    async (_name, body, { cpuSeconds = 20, writtenBytes = 1e9, ...time }: Record<string, number>, reason) => {
      const child = childThat(body, { cpuSeconds, writtenBytes });
      await expect(child.run({ kind: 'try' }, { ...PATIENT, ...time })).rejects.toMatchObject({ reason });
      await expect.poll(() => child.isAlive).toBe(false);
    },
  );
});
