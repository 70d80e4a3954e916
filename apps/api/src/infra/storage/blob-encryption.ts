import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { AppError } from '../../domain/app-error.js';
import type { WrapContext } from '../../ports/key-wrapper.js';

/**
 * One stored object: "SWB1" ‖ 12-byte nonce ‖ AES-256-GCM ciphertext ‖ 16-byte tag. Organisation and SHA-256 of the plain
 * bytes are associated data: an object moved to another name or organisation does not open.
 */
const MAGIC = Buffer.from('SWB1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = MAGIC.length + NONCE_BYTES;
const ALGORITHM = 'aes-256-gcm';
const SLICE_BYTES = 1_048_576;

/** A fresh key per object, so a nonce can never meet its key twice. */
export const newDataKey = (): Uint8Array => randomBytes(32);

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Tells apart two encryptions of the same bytes on disk; says nothing about the key. */
export function keyTag(dataKey: Uint8Array): string {
  return createHmac('sha256', dataKey).update('sealwright blob name').digest('hex').slice(0, 16);
}

/** The object to store, slice by slice: no step takes a further copy of a large file. */
export function* encryptedSlices(
  plain: Uint8Array,
  dataKey: Uint8Array,
  context: WrapContext,
): Generator<Uint8Array> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, dataKey, nonce).setAAD(associatedData(context));
  yield Buffer.concat([MAGIC, nonce]);
  for (let at = 0; at < plain.byteLength; at += SLICE_BYTES) {
    yield cipher.update(plain.subarray(at, at + SLICE_BYTES));
  }
  cipher.final();
  yield cipher.getAuthTag();
}

/** @throws AppError `blob-damaged` unless the result has exactly the SHA-256 it is named by. */
export async function decryptFile(
  stored: FileHandle,
  dataKey: Uint8Array,
  context: WrapContext,
): Promise<Buffer> {
  const plain = Buffer.allocUnsafe(await plainSizeOf(stored));
  await openInSlices(stored, { dataKey, context }, (slice, at) => plain.set(slice, at));
  return plain;
}

/** Whether the file opens to the bytes it is named by. */
export async function opensAgain(
  stored: FileHandle,
  dataKey: Uint8Array,
  context: WrapContext,
): Promise<boolean> {
  try {
    await openInSlices(stored, { dataKey, context }, () => {});
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

interface BlobName {
  readonly dataKey: Uint8Array;
  readonly context: WrapContext;
}

/** What was given out may be used only once this has ended without an error. */
async function openInSlices(
  stored: FileHandle,
  { dataKey, context }: BlobName,
  take: (slice: Uint8Array, at: number) => void,
): Promise<void> {
  const byteSize = await plainSizeOf(stored);
  const head = await readExactly(stored, Buffer.alloc(HEAD_BYTES), 0);
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged();
  const tag = await readExactly(stored, Buffer.alloc(TAG_BYTES), HEAD_BYTES + byteSize);
  const decipher = createDecipheriv(ALGORITHM, dataKey, head.subarray(MAGIC.length))
    .setAAD(associatedData(context))
    .setAuthTag(tag);
  const hash = createHash('sha256');
  const slice = Buffer.allocUnsafe(Math.min(SLICE_BYTES, byteSize));
  for (let at = 0; at < byteSize; at += slice.length) {
    const wanted = slice.subarray(0, Math.min(slice.length, byteSize - at));
    const plain = decipher.update(await readExactly(stored, wanted, HEAD_BYTES + at));
    hash.update(plain);
    take(plain, at);
  }
  try {
    decipher.final();
  } catch (cause) {
    throw damaged(cause);
  }
  if (hash.digest('hex') !== context.sha256Hex) throw damaged();
}

async function plainSizeOf(stored: FileHandle): Promise<number> {
  const { size } = await stored.stat();
  if (size < HEAD_BYTES + TAG_BYTES) throw damaged();
  return size - HEAD_BYTES - TAG_BYTES;
}

async function readExactly(file: FileHandle, target: Buffer, position: number): Promise<Buffer> {
  for (let at = 0; at < target.length; ) {
    const { bytesRead } = await file.read(target, at, target.length - at, position + at);
    if (bytesRead === 0) throw damaged();
    at += bytesRead;
  }
  return target;
}

function damaged(cause?: unknown): AppError {
  return new AppError(
    'blob-damaged',
    'A stored file is damaged: it is not what was written. Restore it from a backup.',
    {
      cause,
    },
  );
}

function associatedData({ organisationId, sha256Hex: hash }: WrapContext): Buffer {
  return Buffer.from(`sealwright-blob-v1|${organisationId}|${hash}`);
}
