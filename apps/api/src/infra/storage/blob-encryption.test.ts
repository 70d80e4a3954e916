import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { OrganisationId } from '../../domain/ids.js';
import { RandomIds } from '../time/random-ids.js';
import { decryptFile, encryptedSlices, newDataKey, opensAgain, sha256Hex } from './blob-encryption.js';
import { whileOpen } from './durable-file.js';

const dir = mkdtempSync(join(tmpdir(), 'blob-encryption-'));
afterAll(() => rmSync(dir, { recursive: true }));

const mebibyte = 1_048_576;
const key = newDataKey();

function stored(plain: Uint8Array) {
  const context = {
    organisationId: new RandomIds().uuid<OrganisationId>(),
    sha256Hex: sha256Hex(plain),
  } as const;
  const slices = [...encryptedSlices(plain, key, context)];
  const path = join(dir, context.sha256Hex);
  writeFileSync(path, Buffer.concat(slices));
  return { path, context, slices };
}

describe('a stored object', () => {
  it.each([0, 1, mebibyte, 2 * mebibyte + 7])('of %d bytes is never in memory twice', async (byteSize) => {
    const plain = randomBytes(byteSize);
    const { path, context, slices } = stored(plain);
    expect(Math.max(...slices.map((slice) => slice.byteLength))).toBeLessThanOrEqual(mebibyte);
    expect(await whileOpen(path, (file) => opensAgain(file, key, context))).toBe(true);
    expect((await whileOpen(path, (file) => decryptFile(file, key, context))).equals(plain)).toBe(true);
  });

  it('that lost its end, or is another one, does not open again', async () => {
    const { path, context, slices } = stored(randomBytes(3_000));
    const other = { ...context, sha256Hex: sha256Hex(randomBytes(1)) };
    expect(await whileOpen(path, (file) => opensAgain(file, key, other))).toBe(false);
    writeFileSync(path, Buffer.concat(slices).subarray(0, -1));
    expect(await whileOpen(path, (file) => opensAgain(file, key, context))).toBe(false);
    writeFileSync(path, 'SWB1');
    expect(await whileOpen(path, (file) => opensAgain(file, key, context))).toBe(false);
  });
});
