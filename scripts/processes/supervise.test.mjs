import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launch, launchUntil } from './launch.mjs';
import { isSameProcess, processIdentity } from './process-identity.mjs';
import { supervise } from './supervise.mjs';

let dir = '';
let logFile = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'supervise-'));
  logFile = join(dir, 'log');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const shell = (script) => launch({ command: '/bin/sh', args: ['-c', script], logFile });
const isAlive = (pid) => processIdentity(pid) !== null;

describe('a supervised process', () => {
  it('is started again when it ends by itself, and stays stopped when stopped', async () => {
    const reasons = [];
    const supervised = await supervise({
      name: 'x',
      start: () => shell('exec sleep 30'),
      onEnd: (reason) => reasons.push(reason),
    });
    const first = supervised.pid();
    process.kill(first, 'SIGKILL');
    await expect.poll(() => isAlive(supervised.pid()) && supervised.pid() !== first).toBe(true);
    expect(reasons).toEqual(['ended by SIGKILL']);
    expect(supervised.crashes()).toBe(1);
    await supervised.stop();
    expect(isAlive(supervised.pid())).toBe(false);
  });

  it('does not wait for a pause when it is stopped', async () => {
    const pausesMs = [];
    const onEnd = (_reason, pauseMs) => pausesMs.push(pauseMs);
    const supervised = await supervise({ name: 'x', start: () => shell('exit 1'), onEnd });
    await expect.poll(() => pausesMs.at(-1)).toBeGreaterThanOrEqual(2_000);
    const startedAtMs = performance.now();
    await supervised.stop();
    expect(performance.now() - startedAtMs).toBeLessThan(pausesMs.at(-1));
  });
});

describe('a launched process', () => {
  it('takes its own children with it', async () => {
    const launched = await shell('sleep 30 & echo $!; wait');
    await expect.poll(() => readFileSync(logFile, 'utf8').trim()).not.toBe('');
    const child = Number(readFileSync(logFile, 'utf8'));
    expect(isAlive(child)).toBe(true);
    await launched.stop();
    await expect.poll(() => isAlive(child)).toBe(false);
  });

  it('is killed when it ignores the request to end', async () => {
    const launched = await shell('trap "" TERM; echo ready; while :; do sleep 1; done');
    await expect.poll(() => readFileSync(logFile, 'utf8')).toContain('ready');
    await launched.stop('SIGTERM', 200);
    expect(isAlive(launched.pid)).toBe(false);
  });

  it('that does not become ready is stopped, and its last words are told', async () => {
    const starting = launchUntil(
      { command: '/bin/sh', args: ['-c', 'echo the disk is full; exit 1'], logFile },
      { isReady: () => false, timeoutMs: 5_000, failure: 'It did not start' },
    );
    await expect(starting).rejects.toThrow('It did not start: it ended at once\nthe disk is full');
  });

  it('is not confused with a later one of the same number', () => {
    expect(isSameProcess(process.pid, processIdentity(process.pid))).toBe(true);
    expect(isSameProcess(process.pid, 'another moment')).toBe(false);
    expect(isSameProcess(process.pid, null)).toBe(false);
  });
});
