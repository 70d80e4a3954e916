import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { AppError } from '../../domain/app-error.js';
import type { WrapContext } from '../../ports/key-wrapper.js';

/**
 * One stored object: "SWB1" ‖ 12-byte nonce ‖ AES-256-GCM ciphertext ‖ 16-byte tag. Organisation and SHA-256 of the plain
 * bytes are associated data: an object moved to another name or organisation does not open.
 */
const MAGIC = Buffer.from('SWB1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
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

export function encryptBlob(plain: Uint8Array, dataKey: Uint8Array, context: WrapContext): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, dataKey, nonce).setAAD(associatedData(context));
  const head = Buffer.concat([MAGIC, nonce]);
  const stored = Buffer.allocUnsafe(head.length + plain.byteLength + TAG_BYTES);
  stored.set(head);
  inSlices(plain, (slice, at) => stored.set(cipher.update(slice), head.length + at));
  cipher.final();
  stored.set(cipher.getAuthTag(), stored.length - TAG_BYTES);
  return stored;
}

/** @throws AppError `blob-damaged` unless the result has exactly the SHA-256 it is named by. */
export function decryptBlob(stored: Uint8Array, dataKey: Uint8Array, context: WrapContext): Buffer {
  const plain = open(Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength), dataKey, context);
  if (sha256Hex(plain) !== context.sha256Hex) throw damaged();
  return plain;
}

function open(stored: Buffer, dataKey: Uint8Array, context: WrapContext): Buffer {
  const headBytes = MAGIC.length + NONCE_BYTES;
  if (stored.length < headBytes + TAG_BYTES || !stored.subarray(0, MAGIC.length).equals(MAGIC))
    throw damaged();
  try {
    const decipher = createDecipheriv(ALGORITHM, dataKey, stored.subarray(MAGIC.length, headBytes))
      .setAAD(associatedData(context))
      .setAuthTag(stored.subarray(-TAG_BYTES));
    const plain = Buffer.allocUnsafe(stored.length - headBytes - TAG_BYTES);
    inSlices(stored.subarray(headBytes, -TAG_BYTES), (slice, at) => plain.set(decipher.update(slice), at));
    decipher.final();
    return plain;
  } catch (cause) {
    throw damaged(cause);
  }
}

/** One large file is in memory often enough; no step takes a further copy of the whole. */
function inSlices(bytes: Uint8Array, take: (slice: Uint8Array, at: number) => void): void {
  for (let at = 0; at < bytes.byteLength; at += SLICE_BYTES) take(bytes.subarray(at, at + SLICE_BYTES), at);
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
