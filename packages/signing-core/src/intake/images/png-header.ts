import { checkPixelCount, damagedPicture } from './picture.js';

export interface PngHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitDepth: number;
  readonly colour: 'grey' | 'rgb' | 'palette' | 'grey-alpha' | 'rgb-alpha';
  readonly isInterlaced: boolean;
  readonly bitsPerPixel: number;
}

/** Samples per pixel and bit depths by colour type (PNG 3rd edition table 11.1). */
const COLOUR_TYPES: Readonly<
  Record<number, readonly [colour: PngHeader['colour'], samples: number, depths: readonly number[]]>
> = {
  0: ['grey', 1, [1, 2, 4, 8, 16]],
  2: ['rgb', 3, [8, 16]],
  3: ['palette', 1, [1, 2, 4, 8]],
  4: ['grey-alpha', 2, [8, 16]],
  6: ['rgb-alpha', 4, [8, 16]],
};

/** Throws `image-damaged`, `image-too-large`. */
export function readPngHeader(header: Uint8Array): PngHeader {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const [widthPx, heightPx] = [view.getUint32(0), view.getUint32(4)];
  checkPixelCount(widthPx, heightPx);
  const [bitDepth = 0, colourType = -1, compression, filter, interlace = 2] = header.subarray(8);
  const kind = COLOUR_TYPES[colourType];
  if (!kind?.[2].includes(bitDepth) || compression !== 0 || filter !== 0 || interlace > 1) {
    throw damagedPicture();
  }
  const [colour, samples] = kind;
  const bitsPerPixel = bitDepth * samples;
  return { widthPx, heightPx, bitDepth, colour, isInterlaced: interlace === 1, bitsPerPixel };
}
