import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { dict, name, type PdfRef } from '../pdf/objects.js';
import type { RevisionWriter } from '../pdf/revision-writer.js';
import { optionInvalid } from './seal-options.js';

/** A logo read from a PNG file: rows from the top, 8 bits a channel. */
export interface LogoImage {
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly rgb: Uint8Array;
  /** Null when every pixel is opaque. */
  readonly alpha: Uint8Array | null;
}

const MAX_LOGO_BYTES = 4 << 20;
const MAX_LOGO_PIXELS = 4_000_000;
const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * Reads a PNG of any kind (grey, palette, 16 bits, interlaced, with alpha). Throws `seal-option-invalid` for anything
 * else, also for a small file that would unpack to a huge picture.
 */
export function readLogo(png: Uint8Array): LogoImage {
  const file = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (file.length > MAX_LOGO_BYTES) throw optionInvalid('The logo of the seal is larger than 4 MB.');
  if (file.length < 33 || !file.subarray(0, 8).equals(PNG_SIGNATURE)) {
    throw optionInvalid('The logo of the seal is not a PNG file.');
  }
  if (file.readUInt32BE(16) * file.readUInt32BE(20) > MAX_LOGO_PIXELS) {
    throw optionInvalid('The logo of the seal has more than 4 million pixels. Scale it down.');
  }
  try {
    return split(PNG.sync.read(file));
  } catch (cause) {
    throw optionInvalid('The logo of the seal is a damaged PNG file.', cause);
  }
}

/** Adds the picture as an image XObject, its transparency as a soft mask (ISO 32000-2 § 11.6.5.2). */
export function addLogo(writer: RevisionWriter, logo: LogoImage): PdfRef {
  const mask = logo.alpha && addImage(writer, logo, logo.alpha, 'DeviceGray', null);
  return addImage(writer, logo, logo.rgb, 'DeviceRGB', mask);
}

function addImage(
  writer: RevisionWriter,
  { widthPixels, heightPixels }: LogoImage,
  samples: Uint8Array,
  colourSpace: 'DeviceGray' | 'DeviceRGB',
  mask: PdfRef | null,
): PdfRef {
  const entries = dict({
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: widthPixels,
    Height: heightPixels,
    ColorSpace: name(colourSpace),
    BitsPerComponent: 8,
    Filter: name('FlateDecode'),
    ...(mask ? { SMask: mask } : {}),
  });
  return writer.addStream(entries, deflateSync(samples));
}

function split({ width, height, data }: PNG): LogoImage {
  const count = width * height;
  const rgb = new Uint8Array(count * 3);
  const alpha = new Uint8Array(count);
  for (let pixel = 0; pixel < count; pixel++) {
    rgb.set(data.subarray(pixel * 4, pixel * 4 + 3), pixel * 3);
    alpha[pixel] = data[pixel * 4 + 3] ?? 255;
  }
  const opaque = alpha.every((value) => value === 255);
  return { widthPixels: width, heightPixels: height, rgb, alpha: opaque ? null : alpha };
}
