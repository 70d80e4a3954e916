import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { usableProfile } from './icc-profile.js';
import { damagedPicture, type PictureSamples, tooManyPixels } from './picture.js';
import type { PngHeader } from './png-header.js';

/** Unpacked, blended and packed again within the seconds and the memory of the sandbox. */
const MAX_PIXELS = 25_000_000;
/** Photographs hardly shrink, and the time is short. */
const PACKING = { level: 3 };
const WHITE = 255;

/** Throws `image-too-large`. */
export function checkFlattened({ widthPx, heightPx }: PngHeader): void {
  if (widthPx * heightPx > MAX_PIXELS) throw tooManyPixels(widthPx, heightPx, MAX_PIXELS);
}

/**
 * The pixels of an interlaced or see-through PNG on white paper, 8 bits each, grey where all are. Throws `image-damaged`.
 */
export function flattenPng(
  file: Uint8Array,
  { widthPx, heightPx, colour }: PngHeader,
  profile: Uint8Array | null,
): PictureSamples {
  const rgba = decode(file, widthPx * heightPx * 4);
  const isGrey = colour === 'grey' || colour === 'grey-alpha';
  return {
    colour: isGrey ? 'grey' : 'rgb',
    bitsPerComponent: 8,
    encoding: 'rows',
    data: deflateSync(isGrey ? greyOnWhite(rgba) : rgbOnWhite(rgba), PACKING),
    isInverted: false,
    iccProfile: usableProfile(profile, isGrey ? 'grey' : 'rgb'),
  };
}

function decode(file: Uint8Array, expectedBytes: number): Uint8Array {
  try {
    const { data } = PNG.sync.read(Buffer.from(file.buffer, file.byteOffset, file.length));
    if (data.length !== expectedBytes) throw damagedPicture();
    return data;
  } catch (cause) {
    throw damagedPicture(cause);
  }
}

/** As a viewer blends on a white page, in the numbers of the file (PNG 3rd edition § 12.4). */
const onWhite = (value: number, alpha: number): number =>
  Math.round((value * alpha + WHITE * (WHITE - alpha)) / WHITE);

function rgbOnWhite(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    const alpha = rgba[from + 3] ?? WHITE;
    if (alpha === WHITE) {
      rgb[to] = rgba[from] ?? 0;
      rgb[to + 1] = rgba[from + 1] ?? 0;
      rgb[to + 2] = rgba[from + 2] ?? 0;
      continue;
    }
    for (let channel = 0; channel < 3; channel++) {
      rgb[to + channel] = onWhite(rgba[from + channel] ?? 0, alpha);
    }
  }
  return rgb;
}

function greyOnWhite(rgba: Uint8Array): Uint8Array {
  const grey = new Uint8Array(rgba.length / 4);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    grey[pixel] = onWhite(rgba[pixel * 4] ?? 0, rgba[pixel * 4 + 3] ?? WHITE);
  }
  return grey;
}
