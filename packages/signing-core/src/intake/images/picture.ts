import { SigningError } from '../../errors.js';

/** Where the first stored row and column belong when the picture is shown: 1 to 8 as in Exif 2.32, 1 being "as stored". */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Dots per inch along the stored rows and columns. */
export interface Resolution {
  readonly x: number;
  readonly y: number;
}

/** A picture as a PDF takes it (ISO 32000-2 § 8.9.5): nothing in it but what is seen. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly orientation: Orientation;
  /** Null when the file states none. */
  readonly resolution: Resolution | null;
  readonly samples: PictureSamples;
}

export interface PictureSamples {
  readonly colour: 'grey' | 'rgb' | 'cmyk' | { readonly paletteRgb: Uint8Array };
  readonly bitsPerComponent: number;
  /** `jpeg`: a whole JPEG file. `png-rows`: zlib data of rows, each after its PNG filter byte. `rows`: zlib data of rows. */
  readonly encoding: 'jpeg' | 'png-rows' | 'rows';
  readonly data: Uint8Array;
  /** 0 means full ink instead of none, as Adobe writes CMYK JPEGs. */
  readonly isInverted: boolean;
  readonly iccProfile: Uint8Array | null;
}

/** What a telephone of 108 megapixels takes; nobody reads a page at more. */
const MAX_PIXELS = 120_000_000;

/** Said by the header alone, before anything is decoded. Throws `image-too-large`, `image-damaged`. */
export function checkPixelCount(widthPx: number, heightPx: number): void {
  if (widthPx < 1 || heightPx < 1) throw damagedPicture();
  if (widthPx * heightPx > MAX_PIXELS) throw tooManyPixels(widthPx, heightPx, MAX_PIXELS);
}

export function tooManyPixels(widthPx: number, heightPx: number, mostPixels: number): SigningError {
  const [has, may] = [widthPx * heightPx, mostPixels].map((pixels) => Math.floor(pixels / 1e6));
  return new SigningError(
    'image-too-large',
    `This picture has ${(has ?? 0).toLocaleString('en')} million pixels; at most ${may} million are taken. Make it smaller and upload it again.`,
  );
}

export function damagedPicture(cause?: unknown): SigningError {
  return new SigningError(
    'image-damaged',
    'This picture is damaged or was cut off. Open it, save it again, or take it again, and use that.',
    { cause },
  );
}

/** `what` completes "This is …". */
export function unsupportedPicture(what: string): SigningError {
  return new SigningError(
    'image-unsupported',
    `This is ${what}. Save it as an ordinary JPEG or PNG and upload that.`,
  );
}

/** iPhones hand out JPEG themselves where a page asks for it; this one came by another way. */
export function heicPicture(): SigningError {
  return new SigningError(
    'image-unsupported',
    'This is a HEIC photo. On an iPhone choose Settings › Camera › Formats › Most Compatible, or share it as JPEG, and upload that.',
  );
}
