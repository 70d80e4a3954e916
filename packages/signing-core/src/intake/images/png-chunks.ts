import { crc32 } from 'node:zlib';
import { damagedPicture } from './picture.js';

/** What the chunks of a PNG say (PNG 3rd edition § 11); the first of each kind counts. */
export interface PngChunks {
  readonly header: Uint8Array;
  readonly palette: Uint8Array | null;
  readonly transparency: Uint8Array | null;
  readonly profile: Uint8Array | null;
  readonly density: Uint8Array | null;
  readonly exif: Uint8Array | null;
  /** One zlib stream. */
  readonly data: Uint8Array;
}

const SIGNATURE_BYTES = 8;
/** Length, type and checksum. */
const FRAME_BYTES = 12;
const MAX_CHUNKS = 1_000_000;

/**
 * Reads the chunks up to the end, with their checksums. Text, times and chunks of private kinds are not read. Throws
 * `image-damaged`, also when there is no end.
 */
export function readPngChunks(png: Uint8Array): PngChunks {
  const found = new Map<string, Uint8Array>();
  const data: Uint8Array[] = [];
  for (const { type, payload } of walk(png)) {
    if (type === 'IDAT') data.push(payload);
    else if (!found.has(type)) found.set(type, payload);
  }
  const header = found.get('IHDR');
  if (header?.length !== 13 || data.length === 0) throw damagedPicture();
  return {
    header,
    palette: found.get('PLTE') ?? null,
    transparency: found.get('tRNS') ?? null,
    profile: found.get('iCCP') ?? null,
    density: found.get('pHYs') ?? null,
    exif: found.get('eXIf') ?? null,
    data: Buffer.concat(data),
  };
}

function* walk(png: Uint8Array): Generator<{ type: string; payload: Uint8Array }> {
  const file = Buffer.from(png.buffer, png.byteOffset, png.length);
  let at = SIGNATURE_BYTES;
  for (let count = 0; count < MAX_CHUNKS; count++) {
    if (at + FRAME_BYTES > file.length) throw damagedPicture();
    const byteLength = file.readUInt32BE(at);
    const end = at + FRAME_BYTES + byteLength;
    if (end > file.length) throw damagedPicture();
    const type = file.toString('latin1', at + 4, at + 8);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) throw damagedPicture();
    if ((count === 0) !== (type === 'IHDR')) throw damagedPicture();
    if (type === 'IEND') return;
    yield { type, payload: file.subarray(at + 8, end - 4) };
    at = end;
  }
  throw damagedPicture();
}
