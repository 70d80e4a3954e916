import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePdf } from '@sealwright/signing-core/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { repositoryPath } from '../platform/repository.js';

const dir = mkdtempSync(join(tmpdir(), 'sealwright-inspect-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const main = repositoryPath('apps/cli/dist/main.js');

/** The command as a person runs it: built, in a process of its own. */
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: dir,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const linesOf = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const scripted = samplePdf({ catalog: '/OpenAction <</S /JavaScript /JS (1)>>' });
mkdirSync(join(dir, 'folder/below'), { recursive: true });
writeFileSync(join(dir, 'plain.pdf'), samplePdf({ rotations: [0, 0, 90] }));
writeFileSync(join(dir, 'folder/script.pdf'), scripted);
writeFileSync(join(dir, 'folder/notes.txt'), 'not for us');
writeFileSync(join(dir, 'folder/bad.pdf'), 'hello');
copyFileSync(join(dir, 'plain.pdf'), join(dir, 'folder/below/unnamed'));
symlinkSync('..', join(dir, 'folder/below/back'));

describe('sealwright inspect', () => {
  it('answers 0 and a report a person can read when nothing is refused', () => {
    const { status, stdout, stderr } = run('inspect', 'plain.pdf');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(
      [
        'plain.pdf: ACCEPT, 3 pages (595 × 842, 842 × 595 pt)',
        '  found: PDF 1.7 · fonts not embedded: Helvetica · 1 page rotated',
        `  sha256  ${sha256(join(dir, 'plain.pdf'))}`,
        '',
      ].join('\n'),
    );
  });

  it('answers 1 and one line of JSON for each file of a folder when one is refused', () => {
    const { status, stdout } = run('inspect', '--json', 'folder', 'plain.pdf');
    expect(status).toBe(1);
    const records = linesOf(stdout);
    expect(records.map(({ file, verdict, code, pages }) => [file, verdict, code, pages])).toEqual([
      ['folder/bad.pdf', 'reject', 'pdf-not-a-pdf', null],
      ['folder/below/unnamed', 'accept', null, 3],
      ['folder/script.pdf', 'accept-after-warning', null, 1],
      ['plain.pdf', 'accept', null, 3],
    ]);
    expect(records[0]?.reasons).toEqual([
      { code: 'pdf-not-a-pdf', sentence: expect.stringMatching(/^This .*\.$/) },
    ]);
    expect(records[1]?.pageSizes).toEqual([
      { widthPt: 595, heightPt: 842, count: 2 },
      { widthPt: 842, heightPt: 595, count: 1 },
    ]);
    expect(records[2]?.sha256).toBe(sha256(join(dir, 'folder/script.pdf')));
    expect(records[2]?.frozenSha256).not.toBe(records[2]?.sha256);
  });

  it.each([
    ['no path', []],
    ['a path that is not there', ['plain.pdf', 'nowhere.pdf']],
    ['a device that never ends', ['/dev/zero']],
    ['an option that is none', ['plain.pdf', '--nope']],
  ])('answers 64 for %s, before it reads anything', (_name, args) => {
    expect(run('inspect', ...args)).toMatchObject({ status: 64, stdout: '' });
  });

  it.skipIf(process.platform !== 'linux')('takes its children with it when it is stopped', async () => {
    const files = Array.from({ length: 200 }, () => 'plain.pdf');
    for (const [index] of files.entries())
      copyFileSync(join(dir, 'plain.pdf'), join(dir, 'folder/below', `${index}.pdf`));
    const command = spawn(process.execPath, [main, 'inspect', 'folder'], {
      cwd: dir,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) => command.once('exit', resolve));
    await new Promise((resolve) => command.stdout.once('data', resolve));
    const children = childrenOf(command.pid);
    expect(children.length).toBeGreaterThan(0);
    command.kill('SIGTERM');
    expect(await ended).toBe(143);
    await expect.poll(() => children.filter(isRunning)).toEqual([]);
  });
});

/** Process ids; the second word after the name is the parent's. */
function childrenOf(pid: number | undefined): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === String(pid));
}

function parentOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1];
  } catch {
    return undefined;
  }
}

const isRunning = (pid: string): boolean => parentOf(pid) !== undefined;

describe('sealwright normalise', () => {
  it('writes the frozen file and says what changed', () => {
    const { status, stdout } = run('normalise', 'folder/script.pdf', 'frozen.pdf');
    expect(status).toBe(0);
    expect(stdout).toContain('[pdf-active-content]');
    expect(readFileSync(join(dir, 'frozen.pdf')).includes('JavaScript')).toBe(false);
    expect(stdout).toContain(`${sha256(join(dir, 'frozen.pdf'))} of frozen.pdf`);
    expect(run('inspect', '--json', 'frozen.pdf').stdout).toContain('"verdict":"accept"');
  });

  it('writes the same bytes when nothing has to change', () => {
    expect(run('normalise', 'plain.pdf', 'same.pdf').status).toBe(0);
    expect(sha256(join(dir, 'same.pdf'))).toBe(sha256(join(dir, 'plain.pdf')));
  });

  it('says why it refuses, and writes nothing', () => {
    const { status, stderr, stdout } = run('normalise', 'folder/bad.pdf', 'bad-out.pdf');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^sealwright: This file is not a PDF\..*\[pdf-not-a-pdf\]\n$/);
    expect(readdirSync(dir).filter((name) => name.includes('bad-out'))).toEqual([]);
  });

  it('never writes over what it reads', () => {
    const before = sha256(join(dir, 'folder/script.pdf'));
    symlinkSync('folder/script.pdf', join(dir, 'alias.pdf'));
    expect(run('normalise', 'folder/script.pdf', 'alias.pdf')).toMatchObject({
      status: 64,
      stderr: expect.stringContaining('[output-is-input]'),
    });
    expect(sha256(join(dir, 'folder/script.pdf'))).toBe(before);
  });
});
