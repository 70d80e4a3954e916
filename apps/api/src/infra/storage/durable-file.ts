import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../domain/app-error.js';

/**
 * Writes a file so that after a crash it is either whole or not there: temporary name in the same folder, fsync, read
 * back and compare (a full disk can shorten a write without an error), rename, fsync of the folder.
 *
 * @throws AppError `storage-full` or `storage-unavailable`; the temporary file is gone then.
 */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await writePartsDurably(path, [bytes], (file) => holds(file, bytes));
}

/** {@link writeDurably} for a file that nobody has whole: `isKept` reads it back in its own way. */
export async function writePartsDurably(
  path: string,
  parts: Iterable<Uint8Array>,
  isKept: (file: FileHandle) => Promise<boolean>,
): Promise<void> {
  const folder = dirname(path);
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeAndSync(temporary, parts);
    if (!(await whileOpen(temporary, isKept))) {
      throw new AppError('storage-unavailable', 'The storage did not keep what was written to it.');
    }
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw toStorageError(error);
  }
}

/** Opens a file to read while `work` is at it. */
export async function whileOpen<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

async function writeAndSync(path: string, parts: Iterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for (const part of parts) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Reads back in slices: a large file needs no second copy in memory. */
async function holds(file: FileHandle, bytes: Uint8Array): Promise<boolean> {
  const slice = Buffer.alloc(Math.min(SLICE_BYTES, bytes.byteLength + 1));
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(slice, 0, slice.length, at);
    if (bytesRead === 0) return at === bytes.byteLength;
    if (!slice.subarray(0, bytesRead).equals(bytes.subarray(at, at + bytesRead))) return false;
    at += bytesRead;
  }
}

/** Without this the rename itself can be lost with the power. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const SLICE_BYTES = 1_048_576;
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export function toStorageError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code)) {
    return new AppError('storage-full', 'The storage is full. Nothing was kept; please tell the operator.', {
      cause: error,
    });
  }
  return new AppError('storage-unavailable', 'The storage cannot be used at the moment.', { cause: error });
}
