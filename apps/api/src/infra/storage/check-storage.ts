import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../domain/app-error.js';
import type { KeyWrapper } from '../../ports/key-wrapper.js';
import { toStorageError, writeDurably } from './durable-file.js';

const KEY_FILE = 'master-key-id';

/**
 * At start: the folder can be written and the master key is the one its files were encrypted under. The first start
 * writes the key's id beside the files; a later start with another key is refused before it can write what the old key
 * cannot read.
 *
 * @throws AppError `master-key-wrong`, `storage-unavailable`, `storage-full`
 */
export async function checkStorage(root: string, keys: KeyWrapper): Promise<void> {
  const path = join(root, KEY_FILE);
  const known = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw toStorageError(error);
  });
  if (known === null) await writeDurably(path, Buffer.from(`${keys.keyId}\n`));
  else if (known.trim() !== keys.keyId) {
    throw new AppError(
      'master-key-wrong',
      'The files in the storage folder were encrypted under another master key. Give the master key they belong to.',
    );
  }
  const probe = join(root, `write-test-${process.pid}`);
  await writeDurably(probe, Buffer.from('sealwright'));
  await rm(probe, { force: true });
}
