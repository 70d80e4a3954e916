import { createHash } from 'node:crypto';
import { SigningError } from '../errors.js';

/*
 * Bytes of a stored stage, version 1:
 *   "SWSTAGE" 0x01 | SHA-256 of what follows, up to the parts' end, without the revision | header length, 4 bytes
 *   big endian | header, JSON with the lengths of the parts | the parts, one after the other | the revision
 * The revision has a digest of its own in the stage, so a large file is not hashed twice.
 */
const MAGIC = Buffer.from('SWSTAGE\u0001', 'latin1');
const DIGEST_BYTES = 32;
const PARTS_AT = MAGIC.length + DIGEST_BYTES + 4;

export interface StoredRecord {
  /** Values of JSON. */
  readonly header: Readonly<Record<string, unknown>>;
  readonly parts: readonly Uint8Array[];
  readonly revision: Uint8Array;
}

export function encodeRecord({ header, parts, revision }: StoredRecord): Uint8Array {
  const text = Buffer.from(JSON.stringify({ ...header, partLengths: parts.map((part) => part.length) }));
  const headerLength = Buffer.alloc(4);
  headerLength.writeUInt32BE(text.length);
  const checked = [headerLength, text, ...parts];
  return Buffer.concat([MAGIC, checksum(checked), ...checked, revision]);
}

/** The parts are views of `stored`. Throws `seal-stage-unreadable`. */
export function decodeRecord(stored: Uint8Array): StoredRecord {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.length);
  if (bytes.length < PARTS_AT || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw stageUnreadable();
  const headerEnd = PARTS_AT + bytes.readUInt32BE(PARTS_AT - 4);
  const header = readHeader(bytes.subarray(PARTS_AT, headerEnd));
  let at = headerEnd;
  const parts = header.partLengths.map((length) => {
    at += length;
    return bytes.subarray(at - length, at);
  });
  const expected = bytes.subarray(MAGIC.length, MAGIC.length + DIGEST_BYTES);
  const found = checksum([bytes.subarray(PARTS_AT - 4, at)]);
  if (at > bytes.length || !found.equals(expected)) throw stageUnreadable();
  return { header: header.values, parts, revision: bytes.subarray(at) };
}

function readHeader(text: Buffer): { values: Record<string, unknown>; partLengths: number[] } {
  try {
    const values: unknown = JSON.parse(text.toString('utf8'));
    if (isRecord(values) && Array.isArray(values.partLengths) && values.partLengths.every(isLength)) {
      return { values, partLengths: values.partLengths };
    }
  } catch (cause) {
    throw stageUnreadable(cause);
  }
  throw stageUnreadable();
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isLength = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

function checksum(chunks: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest();
}

export function stageUnreadable(cause?: unknown): SigningError {
  return new SigningError(
    'seal-stage-unreadable',
    'What was stored of this seal cannot be used: it is damaged, or it belongs to another document. Seal the document again.',
    { cause },
  );
}
