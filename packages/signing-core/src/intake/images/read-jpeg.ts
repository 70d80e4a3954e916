import { asResolution, type ExifFacts, readExif } from './exif.js';
import { usableProfile } from './icc-profile.js';
import { type JpegSegment, MARKERS, readSegments } from './jpeg-segments.js';
import {
  checkPixelCount,
  damagedPicture,
  type Picture,
  type Resolution,
  unsupportedPicture,
} from './picture.js';

/** What DCTDecode reads (ISO 32000-2 § 7.4.8): baseline, extended and progressive, 8 bits, Huffman-coded. */
const FRAMES_TAKEN = [0xc0, 0xc1, 0xc2];
/** DHT, JPG, DAC stand among the frame markers and are none. */
const NOT_FRAMES = [0xc4, 0xc8, 0xcc];
const CENTIMETRES_PER_INCH = 2.54;

interface Frame {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly componentIds: readonly number[];
}

/**
 * A JPEG as it goes into a PDF: the same coded picture, without place, time, camera, thumbnails, comments and whatever
 * else is not seen. Throws `image-damaged`, `image-too-large`, `image-unsupported`.
 */
export function readJpeg(file: Uint8Array): Picture {
  const segments = readSegments(file);
  const frame = readFrame(segments);
  if (!segments.some(({ marker }) => marker === MARKERS.startOfScan)) throw damagedPicture();
  const exif = exifOf(segments);
  const colour = colourOf(frame);
  const adobe = segments.find((segment) => begins(segment, MARKERS.app14, 'Adobe'));
  return {
    widthPx: frame.widthPx,
    heightPx: frame.heightPx,
    orientation: exif.orientation,
    resolution: densityOf(segments) ?? exif.resolution,
    samples: {
      colour,
      bitsPerComponent: 8,
      encoding: 'jpeg',
      data: withoutMetadata(segments, frame),
      isInverted: colour === 'cmyk' && adobe !== undefined,
      iccProfile: usableProfile(profileOf(segments), colour),
    },
  };
}

function readFrame(segments: readonly JpegSegment[]): Frame {
  const frames = segments.filter(
    ({ marker }) => marker >= 0xc0 && marker <= 0xcf && !NOT_FRAMES.includes(marker),
  );
  const [first] = frames;
  if (!first || frames.length > 1) throw damagedPicture();
  if (!FRAMES_TAKEN.includes(first.marker)) throw unsupportedPicture('a JPEG of a rare kind');
  const { payload } = first;
  const [precision = 0, h1 = 0, h0 = 0, w1 = 0, w0 = 0, count = 0] = payload;
  if (precision !== 8) throw unsupportedPicture('a JPEG of a rare kind');
  if (payload.length !== 6 + 3 * count) throw damagedPicture();
  const frame = { widthPx: (w1 << 8) | w0, heightPx: (h1 << 8) | h0 };
  checkPixelCount(frame.widthPx, frame.heightPx);
  return { ...frame, componentIds: Array.from({ length: count }, (_, i) => payload[6 + 3 * i] ?? 0) };
}

function colourOf({ componentIds }: Frame): 'grey' | 'rgb' | 'cmyk' {
  if (componentIds.length === 1) return 'grey';
  if (componentIds.length === 3) return 'rgb';
  if (componentIds.length === 4) return 'cmyk';
  throw unsupportedPicture('a JPEG of a rare kind');
}

function exifOf(segments: readonly JpegSegment[]): ExifFacts {
  const exif = segments.find((segment) => begins(segment, MARKERS.app1, 'Exif\0\0'));
  return exif ? readExif(exif.payload.subarray(6)) : { orientation: 1, resolution: null };
}

/** JFIF (ITU-T T.871 § 10.1): unit 1 is dots per inch, 2 per centimetre, 0 no size at all. */
function densityOf(segments: readonly JpegSegment[]): Resolution | null {
  const jfif = segments.find((segment) => begins(segment, MARKERS.app0, 'JFIF\0'));
  const [unit = 0, x1 = 0, x0 = 0, y1 = 0, y0 = 0] = jfif?.payload.subarray(7) ?? [];
  if (unit !== 1 && unit !== 2) return null;
  return asResolution((x1 << 8) | x0, (y1 << 8) | y0, unit === 2 ? CENTIMETRES_PER_INCH : 1);
}

/** The parts of a profile in the order they are numbered (ICC.1:2022 annex B.4); null when one is missing. */
function profileOf(segments: readonly JpegSegment[]): Uint8Array | null {
  const parts = segments.filter((segment) => begins(segment, MARKERS.app2, 'ICC_PROFILE\0'));
  const count = parts[0]?.payload[13];
  if (count === undefined || count !== parts.length) return null;
  const ordered = [...parts].sort((a, b) => (a.payload[12] ?? 0) - (b.payload[12] ?? 0));
  if (ordered.some(({ payload }, index) => payload[12] !== index + 1)) return null;
  return Buffer.concat(ordered.map(({ payload }) => payload.subarray(14)));
}

/** Tables, frame and scans as they are; of the application segments only what says how colours are coded. */
function withoutMetadata(segments: readonly JpegSegment[], frame: Frame): Uint8Array {
  const parts: Uint8Array[] = [new Uint8Array([0xff, 0xd8])];
  const adobe = segments.find((segment) => begins(segment, MARKERS.app14, 'Adobe'));
  const colours = adobe?.payload.subarray(0, 12) ?? (isPlainRgb(frame) ? ADOBE_NO_TRANSFORM : null);
  if (colours) parts.push(segmentOf(MARKERS.app14, colours));
  for (const { marker, payload, scan } of segments) {
    const isSeen = (marker < MARKERS.app0 || marker > MARKERS.app15) && marker !== MARKERS.comment;
    if (isSeen) parts.push(segmentOf(marker, payload), scan);
  }
  parts.push(new Uint8Array([0xff, MARKERS.endOfImage]));
  return Buffer.concat(parts);
}

const ADOBE_NO_TRANSFORM = Buffer.from('Adobe\0d\0\0\0\0\0', 'latin1');

/** Components called R, G and B are not coded as brightness and colour; readers of PDF assume they are unless told. */
const isPlainRgb = ({ componentIds }: Frame): boolean => String.fromCharCode(...componentIds) === 'RGB';

function segmentOf(marker: number, payload: Uint8Array): Uint8Array {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}

function begins({ marker, payload }: JpegSegment, expected: number, text: string): boolean {
  return marker === expected && Buffer.from(payload.subarray(0, text.length)).toString('latin1') === text;
}
