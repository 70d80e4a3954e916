import { damagedPicture, unsupportedPicture } from './picture.js';

/** One marker segment, without its marker and length (ITU-T T.81 § B.1.1.4). */
export interface JpegSegment {
  readonly marker: number;
  readonly payload: Uint8Array;
  /** The entropy-coded data behind a start of scan; empty otherwise. */
  readonly scan: Uint8Array;
}

export const MARKERS = {
  startOfScan: 0xda,
  endOfImage: 0xd9,
  restartInterval: 0xdd,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
} as const;

/** Far more than a progressive picture has; each costs whoever shows it a pass over all pixels. */
const MAX_SCANS = 200;
const MAX_SEGMENTS = 20_000;

/**
 * The segments from start to end of the first picture. What lies behind the end (depth maps, videos, a second picture) is
 * not read. Throws `image-damaged`, also when there is no end.
 */
export function readSegments(jpeg: Uint8Array): JpegSegment[] {
  const segments: JpegSegment[] = [];
  let [at, scanCount] = [2, 0];
  for (;;) {
    while (jpeg[at] === 0xff && jpeg[at + 1] === 0xff) at++;
    const marker = jpeg[at + 1];
    if (jpeg[at] !== 0xff || marker === undefined || marker < 0xc0) throw damagedPicture();
    if (marker === MARKERS.endOfImage) return segments;
    const byteLength = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    const end = at + 2 + byteLength;
    if (byteLength < 2 || end > jpeg.length || segments.length > MAX_SEGMENTS) throw damagedPicture();
    const isScan = marker === MARKERS.startOfScan;
    const next = isScan ? endOfScan(jpeg, end) : end;
    if (isScan && ++scanCount > MAX_SCANS) throw unsupportedPicture('a JPEG in hundreds of layers');
    segments.push({ marker, payload: jpeg.subarray(at + 4, end), scan: jpeg.subarray(end, next) });
    at = next;
  }
}

/** The next marker that is neither a stuffed zero nor a restart. Restarts count from 0 to 7: a gap is missing data. */
function endOfScan(jpeg: Uint8Array, start: number): number {
  const file = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.length);
  let restartCount = 0;
  for (let at = file.indexOf(0xff, start); at >= 0; at = file.indexOf(0xff, at)) {
    const marker = file[at + 1];
    if (marker === undefined) break;
    if (marker === 0xff) at += 1;
    else if (marker === 0) at += 2;
    else if (marker >= 0xd0 && marker <= 0xd7) {
      if (marker !== 0xd0 + (restartCount++ % 8)) throw damagedPicture();
      at += 2;
    } else if (at > start) return at;
    else break;
  }
  throw damagedPicture();
}
