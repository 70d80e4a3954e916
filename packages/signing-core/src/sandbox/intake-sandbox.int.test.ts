import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { corpusFiles, hasCorpus, readCorpusFile } from '../testing/corpus.js';
import { samplePdf } from '../testing/sample-pdf.js';
import { IntakeSandbox, type IntakeSandboxOptions } from './intake-sandbox.js';

// A child is a compiled file: `tsc -b` comes first, as for every workspace package.
const entry = fileURLToPath(new URL('../../dist/sandbox/intake-child.js', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'intake-sandbox-'));
const open: IntakeSandbox[] = [];
afterEach(() => {
  for (const sandbox of open.splice(0)) sandbox.close();
});
afterAll(() => rmSync(dir, { recursive: true }));

function sandboxOf(options: IntakeSandboxOptions): IntakeSandbox {
  // However busy the machine is that runs the tests.
  const sandbox = new IntakeSandbox({ mostWallMs: 60_000, ...options });
  open.push(sandbox);
  return sandbox;
}

/**
 * A child that answers a file of n bytes according to n: 1 with its process id as the hash, 2 never, 3 by crashing, 4 by
 * taking all the memory it can get.
 */
function oddChild(): string {
  const path = join(dir, 'odd-child.mjs');
  writeFileSync(
    path,
    `const usage = { cpuMs: 1, residentBytes: 1 };
     const report = { verdict: 'accept', code: null, reasons: [], sha256Hex: String(process.pid), pages: [] };
     process.on('message', ({ bytes }) => {
       if (bytes.length === 2) for (;;);
       if (bytes.length === 3) process.abort();
       if (bytes.length === 4) { const all = []; for (;;) all.push(Buffer.alloc(4e7, 1)); }
       process.send({ state: 'done', answer: { report, changed: null }, usage });
     });
     process.send({ state: 'ready' });`,
  );
  return path;
}

/** Most containers forbid it. */
function canLeaveNetwork(): boolean {
  const can = ['-n', '-rn'].some((way) => spawnSync('/usr/bin/unshare', [way, '/bin/true']).status === 0);
  if (!can) console.warn('SKIPPED: this system gives no process a network of its own, the cut is not tried');
  return can;
}

const isRunning = (pid: string): boolean => {
  try {
    // A zombie has a state and no memory map.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};
/** Processes this one started and did not bury, by their ids. */
function children(): string[] {
  const tasks = readdirSync('/proc/self/task');
  const listed = tasks.flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(' '),
  );
  return listed.filter((pid) => pid !== '');
}
const ended = (pid: string) => expect.poll(() => isRunning(pid)).toBe(false);

describe('the intake sandbox', () => {
  it('answers as takeIn does, with the changed file', async () => {
    const sandbox = sandboxOf({ entry });
    const upload = samplePdf({ catalog: '/OpenAction <</S /JavaScript /JS (1)>>' });
    const { report, frozen } = await sandbox.takeIn(upload);
    expect(report).toMatchObject({
      verdict: 'accept-after-warning',
      reasons: [{ code: 'pdf-active-content' }],
    });
    expect(Buffer.from(frozen ?? []).includes('JavaScript')).toBe(false);
    const untouched = samplePdf();
    expect((await sandbox.takeIn(untouched)).frozen).toBe(untouched);
    expect(await sandbox.takeIn(new Uint8Array([1]))).toMatchObject({
      report: { verdict: 'reject', code: 'pdf-not-a-pdf' },
      frozen: null,
    });
  });

  it('keeps a child that answered, and leaves none behind', async () => {
    const sandbox = sandboxOf({ entry: oddChild(), parallel: 1 });
    const answers = [];
    for (let turn = 0; turn < 3; turn++) answers.push(await sandbox.takeIn(new Uint8Array(1)));
    const [pid = '', ...others] = answers.map(({ report }) => report.sha256Hex);
    expect(others).toEqual([pid, pid]);
    expect(isRunning(pid)).toBe(true);
    sandbox.close();
    await ended(pid);
  });

  it.each([
    ['never answers', 2, 'pdf-timed-out'],
    ['crashes its child', 3, 'pdf-too-complex'],
    ['takes more memory than there may be', 4, 'pdf-too-complex'],
  ])('refuses a file that %s, and goes on with another child', async (_name, byteSize, code) => {
    const sandbox = sandboxOf({ entry: oddChild(), wallMs: 3_000, parallel: 1 });
    const before = (await sandbox.takeIn(new Uint8Array(1))).report.sha256Hex;
    const refused = await sandbox.takeIn(new Uint8Array(byteSize));
    expect(refused).toMatchObject({ report: { verdict: 'reject', code, byteSize, pages: [] }, frozen: null });
    expect(refused.report.reasons[0]?.sentence).toMatch(/^This PDF .*\.$/);
    const after = (await sandbox.takeIn(new Uint8Array(1))).report.sha256Hex;
    expect(after).not.toBe(before);
    await ended(before);
  });

  it('answers others while a hostile file is looked at, and leaves no process behind', async () => {
    const sandbox = sandboxOf({ entry: oddChild(), wallMs: 6_000, parallel: 1 });
    const answered: string[] = [];
    const hostile = sandbox.takeIn(new Uint8Array(2)).finally(() => answered.push('hostile'));
    const pid = (await sandbox.takeIn(new Uint8Array(1))).report.sha256Hex;
    expect(await sandbox.takeIn(new Uint8Array(1))).toMatchObject({ report: { sha256Hex: pid } });
    expect(answered).toEqual([]);
    expect(children()).not.toEqual([]);
    expect((await hostile).report.code).toBe('pdf-timed-out');
    sandbox.close();
    // Zombies have a parent as well: nothing at all may be left of them.
    await expect.poll(children).toEqual([]);
  }, 60_000);

  it('rehearses with the fields it is given, and names the page that fails', async () => {
    const sandbox = sandboxOf({ entry });
    const frozen = samplePdf({ rotations: [0, 90] });
    const box = { x: 0.1, y: 0.1, width: 0.3, height: 0.1 };
    const mark = (pageIndex: number) =>
      ({ fieldId: 'f', pageIndex, box, content: { kind: 'radio', chosen: true } }) as const;
    expect(await sandbox.rehearse(frozen, [mark(0), mark(1)])).toBeNull();
    expect(await sandbox.rehearse(frozen, [mark(0), mark(7)])).toEqual({
      pageNumber: 8,
      reason: 'A field is on a page the document does not have.',
    });
  });

  it.skipIf(!canLeaveNetwork())('cannot reach even this machine', async () => {
    const server = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : null;
    const path = join(dir, 'calling-child.mjs');
    writeFileSync(
      path,
      `import { connect } from 'node:net';
       const usage = { cpuMs: 1, residentBytes: 1 };
       const reply = (code) => process.send({
         state: 'done', usage, answer: { report: { verdict: 'reject', code }, changed: null } });
       process.on('message', () => {
         connect(${port}, '127.0.0.1', () => reply('connected')).on('error', ({ code }) => reply(code));
       });
       process.send({ state: 'ready' });`,
    );
    const { report } = await sandboxOf({ entry: path }).takeIn(new Uint8Array(1));
    server.close();
    expect(report.code).toBe('ENETUNREACH');
  });

  it('says that no child can be had', async () => {
    const sandbox = sandboxOf({ entry: join(dir, 'missing.mjs') });
    await expect(sandbox.takeIn(new Uint8Array(1))).rejects.toMatchObject({ reason: 'not-started' });
  });
});

describe.skipIf(!hasCorpus())('the corpus in the sandbox', () => {
  it('gets the expected verdicts, each within ten seconds', async () => {
    const sandbox = sandboxOf({ entry });
    const answers = await Promise.all(
      corpusFiles().map(async ({ file, expected }) => {
        const { report } = await sandbox.takeIn(readCorpusFile(file), { calledPdf: true });
        return { file, expected, verdict: report.verdict, code: report.code };
      }),
    );
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter(({ expected, verdict }) => verdict !== expected)).toEqual([]);
    expect(answers.filter(({ code }) => code === 'pdf-timed-out')).toEqual([]);
  });
});
