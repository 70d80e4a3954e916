/*
 * Files that can grow without being copied. A revision is written behind the file it revises; a scan of 46 MB
 * that was read into a buffer with room behind it is sealed in place, and memory stays near its size.
 *
 * Only the newest view of such a buffer may be grown, and growing writes beyond its end: whoever holds an older
 * view keeps seeing the same bytes. Any other array is copied once and never written to.
 */

/** Bytes in use, by buffer: growing is allowed from exactly there. */
const usedLength = new WeakMap<ArrayBufferLike, number>();

/** A seal takes 10 to 40 kB; certificates, lists and timestamps of the long term may take more. */
const SMALLEST_ROOM_BYTES = 64 * 1024;
const LARGEST_ROOM_BYTES = 8 * 1024 * 1024;
const ROOM_SHARE = 1 / 8;

/** A zeroed array of `byteLength` with room behind it, to be filled by the caller. */
export function allocateFile(byteLength: number): Uint8Array<ArrayBuffer> {
  const share = Math.ceil(byteLength * ROOM_SHARE);
  const room = Math.min(LARGEST_ROOM_BYTES, SMALLEST_ROOM_BYTES + share);
  const buffer = new ArrayBuffer(byteLength + room);
  usedLength.set(buffer, byteLength);
  return new Uint8Array(buffer, 0, byteLength);
}

/** `previous` followed by `chunks`: in place where there is room, else in a copy. */
export function appendToFile(previous: Uint8Array, chunks: readonly Uint8Array[]): Uint8Array {
  const added = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const grown = growInPlace(previous, added) ?? growInCopy(previous, added);
  let at = previous.length;
  for (const chunk of chunks) {
    grown.set(chunk, at);
    at += chunk.length;
  }
  return grown;
}

/** Gives room back that `latest` took beyond `previousLength`, so that another attempt can use it. */
export function dropRevision(latest: Uint8Array, previousLength: number): void {
  if (isNewest(latest)) usedLength.set(latest.buffer, previousLength);
}

const isNewest = (bytes: Uint8Array): boolean =>
  bytes.byteOffset === 0 && usedLength.get(bytes.buffer) === bytes.length;

function growInPlace(previous: Uint8Array, added: number): Uint8Array | null {
  const length = previous.length + added;
  if (!isNewest(previous) || length > previous.buffer.byteLength) return null;
  usedLength.set(previous.buffer, length);
  return new Uint8Array(previous.buffer, 0, length);
}

function growInCopy(previous: Uint8Array, added: number): Uint8Array {
  const grown = allocateFile(previous.length + added);
  grown.set(previous);
  return grown;
}
