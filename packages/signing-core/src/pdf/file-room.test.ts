import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allocateFile, appendToFile, dropRevision } from './file-room.js';
import { readPdfFile } from './read-pdf-file.js';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const bytesOf = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'latin1'));

function fileWith(value: string): Uint8Array {
  const file = allocateFile(value.length);
  file.set(bytesOf(value));
  return file;
}

describe('a file with room behind it', () => {
  it('grows in place, and older views keep their bytes', () => {
    const first = fileWith('one ');
    const second = appendToFile(first, [bytesOf('two '), bytesOf('three')]);
    expect(second.buffer).toBe(first.buffer);
    expect([text(first), text(second)]).toEqual(['one ', 'one two three']);
  });

  it('is copied when something else has grown from it already', () => {
    const first = fileWith('one ');
    const left = appendToFile(first, [bytesOf('left')]);
    const right = appendToFile(first, [bytesOf('right')]);
    expect([text(left), text(right)]).toEqual(['one left', 'one right']);
    expect(right.buffer).not.toBe(first.buffer);
  });

  it('gives the room of a dropped attempt back', () => {
    const first = fileWith('one ');
    dropRevision(appendToFile(first, [bytesOf('wrong')]), first.length);
    const again = appendToFile(first, [bytesOf('right')]);
    expect(again.buffer).toBe(first.buffer);
    expect(text(again)).toBe('one right');
  });

  it('is copied when the room does not do, and the copy can grow again', () => {
    const first = fileWith('one ');
    const large = new Uint8Array(200_000).fill(0x78);
    const second = appendToFile(first, [large]);
    expect(second.buffer).not.toBe(first.buffer);
    expect(appendToFile(second, [large]).length).toBe(400_004);
  });

  it('never writes behind an array it was not given room for', () => {
    const whole = bytesOf('one TWO');
    const grown = appendToFile(whole.subarray(0, 4), [bytesOf('two')]);
    expect([text(whole), text(grown)]).toEqual(['one TWO', 'one two']);
  });

  it('comes from a file on disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealwright-file-'));
    writeFileSync(join(folder, 'a.pdf'), 'on disk ');
    const file = await readPdfFile(join(folder, 'a.pdf'));
    const grown = appendToFile(file, [bytesOf('and more')]);
    rmSync(folder, { recursive: true });
    expect(text(grown)).toBe('on disk and more');
    expect(grown.buffer).toBe(file.buffer);
  });
});
