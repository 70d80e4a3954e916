import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { OrganisationId, UploadId } from '../../domain/ids.js';
import type { UploadSegment } from '../../ports/upload-spool.js';
import { RandomIds } from '../time/random-ids.js';
import { FileUploadSpool } from './file-upload-spool.js';
import { MasterKeyWrapper } from './master-key-wrapper.js';

const ids = new RandomIds();
const keys = new MasterKeyWrapper(randomBytes(32));
const root = mkdtempSync(join(tmpdir(), 'spool-'));
const spool = new FileUploadSpool(root, keys, { segmentBytes: 1_000, reserveBytes: 0 });
afterAll(() => rmSync(root, { recursive: true }));

const open = (of = spool) => of.open(ids.uuid<OrganisationId>(), ids.uuid<UploadId>(), 10_000);
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

async function* chunks(bytes: Uint8Array, error?: Error): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 300) yield bytes.subarray(at, at + 300);
  if (error) throw error;
}

async function written(bytes: Uint8Array) {
  const place = await open();
  const segments: UploadSegment[] = [];
  await spool.write(place, 0, chunks(bytes), async (segment) => void segments.push(segment));
  return { place, segments, folder: join(root, place.organisationId, place.uploadId) };
}

describe('the spool of uploads', () => {
  it('gives back what was written in pieces, and writes no plain text', async () => {
    const bytes = Buffer.from(`secret contract ${'x'.repeat(4_000)}`);
    const { place, segments, folder } = await written(bytes);
    expect(segments.map(({ byteSize }) => byteSize)).toEqual([1_200, 1_200, 1_200, 416]);
    expect(Buffer.from(await spool.read(place, segments)).equals(bytes)).toBe(true);
    const stored = filesOf(folder);
    expect(stored).toHaveLength(4);
    for (const path of stored) {
      expect(readFileSync(path, 'latin1')).not.toContain('secret');
      expect(statSync(path).mode & 0o077).toBe(0);
    }
  });

  it('keeps what came before the line broke', async () => {
    const place = await open();
    const segments: UploadSegment[] = [];
    const broken = chunks(randomBytes(1_500), new Error('The line is gone.'));
    const writing = spool.write(place, 0, broken, async (segment) => void segments.push(segment));
    await expect(writing).rejects.toThrow('The line is gone.');
    expect(segments.map(({ offset, byteSize }) => [offset, byteSize])).toEqual([
      [0, 1_200],
      [1_200, 300],
    ]);
  });

  it('keeps nothing of a piece that was not noted', async () => {
    const place = await open();
    const refuse = async () => {
      throw new Error('Somebody else was faster.');
    };
    await expect(spool.write(place, 0, chunks(randomBytes(100)), refuse)).rejects.toThrow('faster');
    expect(filesOf(join(root, place.organisationId))).toEqual([]);
  });

  it.each([
    ['a flipped bit', (bytes: Buffer) => bytes.fill((bytes[50] ?? 0) ^ 1, 50, 51)],
    ['a piece cut short', (bytes: Buffer) => bytes.subarray(0, -1)],
  ])('notices %s, and a piece in the place of another', async (_name, damage) => {
    const { place, segments, folder } = await written(randomBytes(2_400));
    const [first, second] = segments;
    if (!first || !second) throw new Error('There are two pieces.');
    const swapped = [
      { ...first, fileName: second.fileName },
      { ...second, fileName: first.fileName },
    ];
    await expect(spool.read(place, swapped)).rejects.toMatchObject({ code: 'blob-damaged' });
    await expect(spool.read(place, [second])).rejects.toMatchObject({ code: 'blob-damaged' });
    const path = join(folder, first.fileName);
    writeFileSync(path, damage(readFileSync(path)));
    await expect(spool.read(place, segments)).rejects.toMatchObject({ code: 'blob-damaged' });
  });
});

const small = mkdtempSync(join(tmpdir(), 'small-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]).status === 0;

describe.skipIf(!mounted)('a full disk', () => {
  afterAll(() => {
    spawnSync('umount', [small]);
    rmSync(small, { recursive: true, force: true });
  });

  it('is said before the bytes arrive', async () => {
    const careful = new FileUploadSpool(small, keys, { segmentBytes: 1_000, reserveBytes: 2_000_000 });
    await expect(open(careful)).rejects.toMatchObject({ code: 'storage-full' });
    expect(filesOf(small)).toEqual([]);
  });

  it('in the middle keeps the whole pieces, and nothing of the last', async () => {
    const full = new FileUploadSpool(small, keys, { segmentBytes: 400_000, reserveBytes: 0 });
    const place = await open(full);
    const segments: UploadSegment[] = [];
    const writing = full.write(place, 0, chunks(randomBytes(3_000_000)), async (segment) => {
      segments.push(segment);
    });
    await expect(writing).rejects.toMatchObject({ code: 'storage-full' });
    expect(segments.length).toBeGreaterThan(0);
    expect(filesOf(small)).toHaveLength(segments.length);
    await full.remove(place.organisationId, place.uploadId);
    expect(filesOf(small)).toEqual([]);
  });
});
