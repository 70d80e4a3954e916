import type { Orientation, Resolution } from './picture.js';

/** The two things of Exif that decide how a page looks. Place, time and camera are not even read. */
export interface ExifFacts {
  readonly orientation: Orientation;
  readonly resolution: Resolution | null;
}

const NOTHING: ExifFacts = { orientation: 1, resolution: null };
const TAGS = { orientation: 0x0112, xResolution: 0x011a, yResolution: 0x011b, resolutionUnit: 0x0128 };
const SHORT = 3;
const RATIONAL = 5;
const MOST_ENTRIES = 500;
const CENTIMETRES = 3;
const CENTIMETRES_PER_INCH = 2.54;

/** Reads the first directory of a TIFF structure (TIFF 6.0 § 2, Exif 2.32 § 4.6). Damage in it is no damage of the picture. */
export function readExif(tiff: Uint8Array): ExifFacts {
  try {
    return readDirectory(new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength));
  } catch (error) {
    if (error instanceof RangeError) return NOTHING;
    throw error;
  }
}

function readDirectory(view: DataView): ExifFacts {
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return NOTHING;
  const isLittle = order === 0x4949;
  const start = view.getUint32(4, isLittle);
  const count = Math.min(view.getUint16(start, isLittle), MOST_ENTRIES);
  const values = new Map<number, number>();
  for (let entry = 0; entry < count; entry++) {
    const at = start + 2 + entry * 12;
    const value = readValue(view, at, isLittle);
    if (value !== null) values.set(view.getUint16(at, isLittle), value);
  }
  return { orientation: orientationOf(values.get(TAGS.orientation)), resolution: resolutionOf(values) };
}

function readValue(view: DataView, at: number, isLittle: boolean): number | null {
  const type = view.getUint16(at + 2, isLittle);
  if (type === SHORT) return view.getUint16(at + 8, isLittle);
  if (type !== RATIONAL) return null;
  const place = view.getUint32(at + 8, isLittle);
  // A resolution that lies outside of the data is none; the orientation before it still counts.
  if (place + 8 > view.byteLength) return null;
  return view.getUint32(place, isLittle) / view.getUint32(place + 4, isLittle);
}

function orientationOf(value: number | undefined): Orientation {
  return ([1, 2, 3, 4, 5, 6, 7, 8] as const).find((known) => known === value) ?? 1;
}

function resolutionOf(values: ReadonlyMap<number, number>): Resolution | null {
  const perUnit = values.get(TAGS.resolutionUnit) === CENTIMETRES ? CENTIMETRES_PER_INCH : 1;
  return asResolution(values.get(TAGS.xResolution), values.get(TAGS.yResolution), perUnit);
}

/** Null for what no scanner or printer has. */
export function asResolution(
  x: number | undefined,
  y: number | undefined,
  perInch: number,
): Resolution | null {
  const resolution = { x: (x ?? 0) * perInch, y: (y ?? x ?? 0) * perInch };
  const isUsable = Object.values(resolution).every((dots) => dots >= 10 && dots <= 10_000);
  return isUsable ? resolution : null;
}
