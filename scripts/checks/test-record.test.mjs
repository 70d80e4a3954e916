import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../toolchain/paths.mjs';
import { readRecord } from './test-record.mjs';

const FILES = {
  'good.test.mjs': `it('adds', () => expect(1 + 1).toBe(2));`,
  'bad.test.mjs': `
    it('adds', () => expect(1 + 1).toBe(2));
    describe('sums', () => it('adds wrongly', () => expect(1 + 1).toBe(3)));
    it.fails('is said to fail', () => {});`,
  'hook.test.mjs': `
    it('stands beside', () => {});
    describe('prepared', () => {
      beforeAll(() => { throw new TypeError('no database'); });
      it('never runs', () => {});
    });`,
  'unloadable.test.mjs': `import './nowhere.mjs';`,
  'late.test.mjs': `
    it('leaves something behind', async () => {
      void Promise.reject(new Error('nobody waited'));
      await new Promise((resolve) => setImmediate(resolve));
    });`,
  'dead.test.mjs': `it('dies', () => process.kill(process.pid, 'SIGKILL'));`,
};

let dir;
let files;
let output;

beforeAll(async () => {
  const cache = join(REPOSITORY, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  dir = mkdtempSync(join(cache, 'test-record-'));
  for (const [name, source] of Object.entries(FILES)) writeFileSync(join(dir, name), source);
  writeFileSync(join(dir, 'vitest.config.mjs'), configuration(join(dir, 'record.json')));
  output = await runVitest(dir);
  files = new Map(readRecord(join(dir, 'record.json')).map((file) => [file.path, file]));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function configuration(record) {
  const reporter = join(REPOSITORY, 'scripts/checks/test-record.mjs');
  return `import { TestRecord } from ${JSON.stringify(reporter)};
    const test = { name: 'scratch', globals: true, pool: 'forks', maxWorkers: 1, include: ['*.test.mjs'], exclude: [] };
    export default { test: { reporters: [new TestRecord(${JSON.stringify(record)})], projects: [{ test }] } };`;
}

/** Answers with everything it printed; what it is told of (a run inside this one) stays here. */
function runVitest(cwd) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST_)/.test(name)),
  );
  const vitest = join(REPOSITORY, 'node_modules', '.bin', 'vitest');
  return new Promise((resolve) => {
    execFile(
      vitest,
      ['run', '--root', cwd],
      { cwd, env: { ...env, NO_COLOR: '1' } },
      (_error, stdout, stderr) => resolve(`${stdout}${stderr}`),
    );
  });
}

const failuresOf = (path) =>
  files.get(path)?.failures.map(({ title, message }) => [title.replace('|scratch| ', ''), message]);

describe('the record of a run', () => {
  it('counts what passed and what did not, by name', () => {
    expect(files.get('good.test.mjs')).toMatchObject({ project: 'scratch', passed: 1, failures: [] });
    expect(files.get('bad.test.mjs')).toMatchObject({ passed: 1 });
    expect(failuresOf('bad.test.mjs')).toEqual([
      ['bad.test.mjs > sums > adds wrongly', 'expected 2 to be 3 // Object.is equality'],
      ['bad.test.mjs > is said to fail', 'Expect test to fail'],
    ]);
    expect(files.get('bad.test.mjs').failures[0].details).toContain('bad.test.mjs:3');
  });

  it('names a hook that failed before its tests', () => {
    expect(files.get('hook.test.mjs')).toMatchObject({ passed: 1 });
    expect(failuresOf('hook.test.mjs')).toEqual([['hook.test.mjs > prepared', 'TypeError: no database']]);
  });

  it('names a file that could not be loaded, and one whose worker died', () => {
    expect(failuresOf('unloadable.test.mjs')).toEqual([
      ['unloadable.test.mjs', expect.stringContaining('nowhere.mjs')],
    ]);
    const dead = failuresOf('dead.test.mjs');
    expect(dead.map(([title]) => title)).toContain('dead.test.mjs');
    expect(dead.map(([, message]) => message).join()).toContain('exited unexpectedly');
  });

  it('lays an error outside of any test at the door of its file', () => {
    expect(files.get('late.test.mjs')).toMatchObject({ passed: 1 });
    expect(failuresOf('late.test.mjs')).toEqual([
      ['late.test.mjs', 'outside of any test, while "leaves something behind" ran: nobody waited'],
    ]);
    expect(files.has(null)).toBe(false);
  });

  it('prints dots only', () => {
    expect(output).toContain('·');
    expect(output).not.toMatch(/FAIL|adds wrongly|nobody waited|no database/);
  });
});
