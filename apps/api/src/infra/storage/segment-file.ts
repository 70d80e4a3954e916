import { type CipherGCM, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, rm } from 'node:fs/promises';
import { AppError } from '../../domain/app-error.js';

/**
 * One piece of an upload: "SWU1" ‖ 12-byte nonce ‖ AES-256-GCM ciphertext ‖ 16-byte tag. The context (organisation,
 * upload, offset) is associated data: a piece moved to another place does not open.
 */
const MAGIC = Buffer.from('SWU1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = MAGIC.length + NONCE_BYTES;
const ALGORITHM = 'aes-256-gcm';

/** A piece that is being written, encrypted chunk by chunk: the plain bytes never touch the disk. */
export class SegmentFile {
  byteSize = 0;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly cipher: CipherGCM,
  ) {}

  static async create(path: string, dataKey: Uint8Array, context: string): Promise<SegmentFile> {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, dataKey, nonce).setAAD(Buffer.from(context));
    const file = await open(path, 'wx', 0o600);
    const segment = new SegmentFile(path, file, cipher);
    await segment.put(Buffer.concat([MAGIC, nonce]));
    return segment;
  }

  async append(chunk: Uint8Array): Promise<void> {
    await this.put(this.cipher.update(chunk));
    this.byteSize += chunk.byteLength;
  }

  /** Makes the piece durable. */
  async close(): Promise<void> {
    await this.put(this.cipher.final());
    await this.put(this.cipher.getAuthTag());
    await this.file.sync();
    await this.file.close();
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.file.close().catch(() => undefined);
    await rm(this.path, { force: true });
  }

  private async put(bytes: Uint8Array): Promise<void> {
    // A write may take less than it was given; the rest is then written by the next one, or fails on a full disk.
    for (let at = 0; at < bytes.byteLength; ) {
      at += (await this.file.write(bytes, at, bytes.byteLength - at)).bytesWritten;
    }
  }
}

/** Decrypts a piece into `target`, which is as long as it. @throws AppError `blob-damaged` */
export async function readSegment(
  path: string,
  dataKey: Uint8Array,
  context: string,
  target: Uint8Array,
): Promise<void> {
  const stored = await readFile(path).catch((cause: unknown) => {
    throw damagedUpload(cause);
  });
  if (stored.length !== HEAD_BYTES + target.byteLength + TAG_BYTES) throw damagedUpload();
  if (!stored.subarray(0, MAGIC.length).equals(MAGIC)) throw damagedUpload();
  try {
    const decipher = createDecipheriv(ALGORITHM, dataKey, stored.subarray(MAGIC.length, HEAD_BYTES))
      .setAAD(Buffer.from(context))
      .setAuthTag(stored.subarray(-TAG_BYTES));
    target.set(decipher.update(stored.subarray(HEAD_BYTES, -TAG_BYTES)));
    decipher.final();
  } catch (cause) {
    throw damagedUpload(cause);
  }
}

export function damagedUpload(cause?: unknown): AppError {
  return new AppError('blob-damaged', 'What was kept of an upload is damaged. Upload the file again.', {
    cause,
  });
}
