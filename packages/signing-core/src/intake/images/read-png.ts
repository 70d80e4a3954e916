import { inflateSync } from 'node:zlib';
import { asResolution, readExif } from './exif.js';
import { checkFlattened, flattenPng } from './flatten-png.js';
import { usableProfile } from './icc-profile.js';
import { damagedPicture, type Picture, type PictureSamples, type Resolution } from './picture.js';
import { type PngChunks, readPngChunks } from './png-chunks.js';
import { type PngHeader, readPngHeader } from './png-header.js';
import { checkRows } from './png-rows.js';

const INCHES_PER_METRE = 39.3700787;
const MAX_PROFILE_BYTES = 4 << 20;
/** The header begins at a fixed place, so that a flood of pixels is refused before the rest is read. */
const HEADER_AT = { start: 16, end: 29 };

/**
 * A PNG as it goes into a PDF: its packed rows as they are, or, when it is interlaced or see-through, its pixels on white
 * paper. Throws `image-damaged`, `image-too-large`.
 */
export async function readPng(file: Uint8Array): Promise<Picture> {
  if (file.length < HEADER_AT.end) throw damagedPicture();
  const header = readPngHeader(file.subarray(HEADER_AT.start, HEADER_AT.end));
  const chunks = readPngChunks(file);
  const isStored = isOpaque(chunks, header);
  if (!isStored) checkFlattened(header);
  await checkRows(chunks.data, header);
  return {
    widthPx: header.widthPx,
    heightPx: header.heightPx,
    orientation: chunks.exif ? readExif(chunks.exif).orientation : 1,
    resolution: densityOf(chunks),
    samples: isStored ? asStored(chunks, header) : flattenPng(file, header, profileOf(chunks)),
  };
}

/** PDF has the same rows and filters (ISO 32000-2 § 7.4.4.4), but no interlacing and no transparency among the samples. */
function isOpaque({ transparency }: PngChunks, { colour, isInterlaced }: PngHeader): boolean {
  const hasAlpha = colour === 'grey-alpha' || colour === 'rgb-alpha';
  return !hasAlpha && !isInterlaced && transparency === null;
}

function asStored(chunks: PngChunks, header: PngHeader): PictureSamples {
  const colour = header.colour === 'grey' ? 'grey' : 'rgb';
  return {
    colour: header.colour === 'palette' ? { paletteRgb: paletteOf(chunks, header) } : colour,
    bitsPerComponent: header.bitDepth,
    encoding: 'png-rows',
    data: chunks.data,
    isInverted: false,
    iccProfile: usableProfile(profileOf(chunks), colour),
  };
}

/** Filled up to what an index can name: readers differ on an index beyond the palette. */
function paletteOf({ palette }: PngChunks, { bitDepth }: PngHeader): Uint8Array {
  if (!palette || palette.length === 0 || palette.length % 3 !== 0) throw damagedPicture();
  const whole = new Uint8Array(3 * 2 ** bitDepth);
  whole.set(palette.subarray(0, whole.length));
  return whole;
}

function densityOf({ density }: PngChunks): Resolution | null {
  if (density?.length !== 9 || density[8] !== 1) return null;
  const view = new DataView(density.buffer, density.byteOffset, density.byteLength);
  return asResolution(view.getUint32(0), view.getUint32(4), 1 / INCHES_PER_METRE);
}

/** A name, a zero, a zero for "zlib", then the packed profile. One that cannot be unpacked is left out. */
function profileOf({ profile }: PngChunks): Uint8Array | null {
  const nameEnd = profile?.indexOf(0) ?? -1;
  if (!profile || nameEnd < 0 || profile[nameEnd + 1] !== 0) return null;
  try {
    return inflateSync(profile.subarray(nameEnd + 2), { maxOutputLength: MAX_PROFILE_BYTES });
  } catch {
    return null;
  }
}
