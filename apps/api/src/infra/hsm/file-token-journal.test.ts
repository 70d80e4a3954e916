import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { JournalWriter } from '@sealwright/signing-core/pkcs11';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JOURNAL_START, type JournalLine, type JournalPosition } from '../../ports/token-journal.js';
import { FileTokenJournal } from './file-token-journal.js';

let dir: string;
let file: string;
let writer: JournalWriter;

const entry = (id: string): Parameters<JournalWriter['append']>[0] => ({
  atIso: '2026-11-22T10:00:00.000Z',
  keyFingerprintSha256Hex: 'a'.repeat(64),
  algorithm: 'ecdsa-p256-sha256',
  digestHex: 'b'.repeat(64),
  purpose: { kind: 'document', id },
  signatureSha256Hex: 'c'.repeat(64),
});

async function readAll(from: JournalPosition = JOURNAL_START): Promise<JournalLine[]> {
  const lines: JournalLine[] = [];
  for await (const line of new FileTokenJournal(file).read(from)) lines.push(line);
  return lines;
}

const told = (lines: readonly JournalLine[]) =>
  lines.map(({ entry: found, fault }) => `${found?.n ?? '-'} ${found?.purpose.id ?? '-'} ${fault ?? 'ok'}`);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sealwright-journal-'));
  file = join(dir, 'deeper', 'journal.jsonl');
  writer = new JournalWriter(file);
});

afterEach(async () => {
  await writer.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('the token journal', () => {
  it('chains lines, also over a restart, and is read on from a position', async () => {
    expect(await readAll()).toEqual([]);
    await writer.append(entry('one'));
    await writer.append(entry('two'));
    await writer.close();
    writer = new JournalWriter(file);
    await writer.append(entry('three'));
    const lines = await readAll();
    expect(told(lines)).toEqual(['1 one ok', '2 two ok', '3 three ok']);
    expect(told(await readAll(lines[0]?.position))).toEqual(['2 two ok', '3 three ok']);
    expect(await readAll(lines[2]?.position)).toEqual([]);
  });

  it('writes entries that come side by side together, in their order', async () => {
    await writer.append(entry('first'));
    const { FileHandle } = await handlePrototype();
    const sync = vi.spyOn(FileHandle, 'datasync');
    const ids = Array.from({ length: 50 }, (_, index) => `${index}`);
    await Promise.all(ids.map((id) => writer.append(entry(id))));
    expect(sync.mock.calls.length).toBeLessThanOrEqual(3);
    sync.mockRestore();
    expect((await readAll()).map((line) => line.entry?.purpose.id)).toEqual(['first', ...ids]);
  });

  it('cuts off what a crash left half written, and nothing else', async () => {
    await writer.append(entry('one'));
    await writer.append(entry('two'));
    await writer.close();
    const whole = readFileSync(file);
    truncateSync(file, whole.length - 30);
    expect(told(await readAll())).toEqual(['1 one ok']);
    writer = new JournalWriter(file);
    await writer.append(entry('again'));
    appendFileSync(file, Buffer.alloc(500));
    await writer.close();
    writer = new JournalWriter(file);
    await writer.append(entry('more'));
    expect(told(await readAll())).toEqual(['1 one ok', '2 again ok', '3 more ok']);
  });

  it('refuses to go on behind a line that no crash leaves', async () => {
    await writer.append(entry('one'));
    await writer.close();
    appendFileSync(file, 'not an entry\n');
    writer = new JournalWriter(file);
    await expect(writer.append(entry('two'))).rejects.toMatchObject({ code: 'token-journal-damaged' });
    expect(told(await readAll())).toEqual(['1 one ok', '- - unreadable-line']);
  });

  it('shows changed, removed and doubled lines', async () => {
    for (const id of ['one', 'two', 'three', 'four']) await writer.append(entry(id));
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const put = (changed: (string | undefined)[]) => writeFileSync(file, `${changed.join('\n')}\n`);
    put([lines[0], lines[1]?.replace('"two"', '"2wo"'), lines[2], lines[3]]);
    expect(told(await readAll())).toEqual(['1 one ok', '2 2wo ok', '3 three broken-chain', '4 four ok']);
    put([lines[0], lines[2], lines[3]]);
    expect(told(await readAll())).toEqual(['1 one ok', '3 three broken-chain', '4 four ok']);
    put([lines[0], lines[1], lines[1], lines[2], lines[3]]);
    expect(told(await readAll())[2]).toBe('2 two broken-chain');
  });

  it('says when the file is shorter than what was read before', async () => {
    await writer.append(entry('one'));
    await writer.append(entry('two'));
    const position = (await readAll())[1]?.position;
    truncateSync(file, 100);
    await expect(readAll(position)).rejects.toMatchObject({ code: 'journal-shorter' });
  });

  it('is shared by two writers, also when one of them was killed while it held the lock', async () => {
    const second = new JournalWriter(file);
    await writer.append(entry('a'));
    await second.append(entry('b'));
    const ids = Array.from({ length: 20 }, (_, index) => index);
    await Promise.all(ids.map((index) => (index % 2 ? writer : second).append(entry(String(index)))));
    writeFileSync(`${file}.lock`, `${hostname()} ${process.pid}`);
    await writer.append(entry('after'));
    appendFileSync(file, '{"n":24,"torn');
    await second.append(entry('last'));
    await second.close();
    const lines = await readAll();
    expect(lines.filter(({ fault }) => fault !== null)).toEqual([]);
    expect(lines.map((line) => line.entry?.n)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    appendFileSync(file, '{}\n');
    await expect(writer.append(entry('x'))).rejects.toMatchObject({ code: 'token-journal-damaged' });
  });

  it('hands nothing out when the file was moved away, changed, or cannot be written', async () => {
    await writer.append(entry('one'));
    renameSync(file, `${file}.old`);
    await expect(writer.append(entry('two'))).rejects.toMatchObject({ code: 'token-journal-damaged' });
    renameSync(`${file}.old`, file);
    await writer.append(entry('three'));
    truncateSync(file, 10);
    await expect(writer.append(entry('four'))).rejects.toMatchObject({ code: 'token-journal-damaged' });
    const inTheWay = new JournalWriter(join(file, 'below-a-file'));
    await expect(inTheWay.append(entry('five'))).rejects.toMatchObject({ code: 'token-journal-unwritable' });
  });
});

async function handlePrototype() {
  const { open } = await import('node:fs/promises');
  const handle = await open(dir, 'r');
  await handle.close();
  return { FileHandle: Object.getPrototypeOf(handle) as typeof handle };
}
