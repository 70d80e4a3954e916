import { crc32, deflateSync } from 'node:zlib';

/**
 * JPEGs of 24 × 16 pixels made with libjpeg: red and green above, blue and black below; grey ones in grey. The CMYK one is
 * inverted, as Adobe's programs write it.
 */
const JPEGS = {
  rgb:
    '/9j/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBD' +
    'AQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wAARCAAQABgD' +
    'AREAAhEBAxEB/8QAFwAAAwEAAAAAAAAAAAAAAAAABQYHCP/EABwQAQAABwEAAAAAAAAAAAAAAAAFB0NFgoPBwv/EABgBAAMBAQAA' +
    'AAAAAAAAAAAAAAQHCAUG/8QAIREBAAACCwAAAAAAAAAAAAAAAAQHBUFCREWBgoPBwsP/2gAMAwEAAhEDEQA/AJ045SJxl5cNfpj0' +
    'rYz4TzPnD93zOLIT0y8vE4gyNUcuFvMK7a+oyErCy2GP/9k=',
  progressive:
    '/9j/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBD' +
    'AQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wgARCAAQABgD' +
    'AREAAhEBAxEB/8QAFwAAAwEAAAAAAAAAAAAAAAAABAUGB//EABgBAAMBAQAAAAAAAAAAAAAAAAMGBwQF/9oADAMBAAIQAxAAAAGc' +
    '41Ic4544yT3L7w4irZhVs3//xAAXEAADAQAAAAAAAAAAAAAAAAAAAxAF/9oACAEBAAEFAjPrp//EABoRAAEFAQAAAAAAAAAAAAAA' +
    'ABAAAwZEgsL/2gAIAQMBAT8BU8r65LQ//8QAGxEAAQQDAAAAAAAAAAAAAAAAEAAEBkFDgcH/2gAIAQIBAT8BTqjIce+D/8QAGBAA' +
    'AgMAAAAAAAAAAAAAAAAAABABA4H/2gAIAQEABj8CLMcL/8QAGBAAAgMAAAAAAAAAAAAAAAAAABCBwfD/2gAIAQEAAT8hNJd6/9oA' +
    'DAMBAAIAAwAAABDuLT//xAAWEQADAAAAAAAAAAAAAAAAAAAQIEH/2gAIAQMBAT8QSrH/xAAWEQEBAQAAAAAAAAAAAAAAAADBACD/' +
    '2gAIAQIBAT8QnMt//8QAFxAAAwEAAAAAAAAAAAAAAAAAECCB8P/aAAgBAQABPxBIwg//2Q==',
  grey:
    '/9j/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/wAAL' +
    'CAAQABgBAREA/8QAFgABAQEAAAAAAAAAAAAAAAAABgEI/8QAGBABAAMBAAAAAAAAAAAAAAAAAAdFg8L/2gAIAQEAAD8Ah9Fdpl2f' +
    'Mfhki1+nIY//2Q==',
  cmyk:
    '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAGBAUGBQQGBgUGBwcGCAoQCgoJCQoUDg8MEBcUGBgXFBYWGh0lHxobIxwWFiAsICMmJykq' +
    'KRkfLTAtKDAlKCko/8AAFAgAEAAYBEMRAE0RAFkRAEsRAP/EABgAAQEAAwAAAAAAAAAAAAAAAAgABgcJ/8QAHRABAAICAgMAAAAA' +
    'AAAAAAAAAAhGhMMGxESCwv/aAA4EQwBNAFkASwAAPwBUioKhUsX5t4Xv8lVBi7YPYSYuVSQJOfbqoiPh5bsTcQUTrTi7mk5J13J1' +
    'CrOek53XJAgmkxVf/9k=',
} as const;

export const sampleJpeg = (kind: keyof typeof JPEGS = 'rgb'): Buffer => Buffer.from(JPEGS[kind], 'base64');

/** Marker segments put in behind the start of a JPEG. */
export function withSegments(
  jpeg: Buffer,
  ...segments: readonly (readonly [marker: number, payload: Buffer])[]
): Buffer {
  const written = segments.map(([marker, payload]) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(payload.length + 2, 2);
    return Buffer.concat([head, payload]);
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...written, jpeg.subarray(2)]);
}

/** A TIFF structure with orientation and resolution, and a place of 52° north in ASCII behind it. */
export function sampleExif({ orientation = 1, dotsPerInch = 72, isLittle = false } = {}): Buffer {
  const tiff = Buffer.alloc(90);
  const [short, long] = isLittle
    ? [tiff.writeUInt16LE.bind(tiff), tiff.writeUInt32LE.bind(tiff)]
    : [tiff.writeUInt16BE.bind(tiff), tiff.writeUInt32BE.bind(tiff)];
  tiff.write(isLittle ? 'II' : 'MM', 'latin1');
  short(42, 2);
  long(8, 4);
  const entries = [
    [0x0112, 3, orientation],
    [0x011a, 5, 66],
    [0x011b, 5, 66],
    [0x0128, 3, 2],
  ] as const;
  short(entries.length, 8);
  for (const [index, [tag, type, value]] of entries.entries()) {
    const at = 10 + index * 12;
    short(tag, at);
    short(type, at + 2);
    long(1, at + 4);
    if (type === 3) short(value, at + 8);
    else long(value, at + 8);
  }
  long(dotsPerInch, 66);
  long(1, 70);
  tiff.write('GPS 52.5200N', 74, 'latin1');
  return tiff;
}

export interface SamplePngOptions {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  readonly colourType: 0 | 2 | 3 | 4 | 6;
  /** All rows without their filter bytes; each a whole number of bytes. */
  readonly rows: readonly Buffer[];
  readonly interlaced?: boolean;
  /** Chunks between header and data. */
  readonly chunks?: readonly (readonly [type: string, payload: Buffer])[];
  /** Instead of the packed rows. */
  readonly data?: Buffer;
}

export function samplePng(options: SamplePngOptions): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(options.width, 0);
  header.writeUInt32BE(options.height, 4);
  header.set([options.bitDepth, options.colourType, 0, 0, options.interlaced ? 1 : 0], 8);
  const rows = options.interlaced ? interlace(options) : options.rows;
  const data =
    options.data ?? deflateSync(Buffer.concat(rows.map((row) => Buffer.concat([Buffer.from([0]), row]))));
  const chunks = [
    ['IHDR', header],
    ...(options.chunks ?? []),
    ['IDAT', data],
    ['IEND', Buffer.alloc(0)],
  ] as const;
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, ...chunks.map(([type, payload]) => pngChunk(type, payload))]);
}

export function pngChunk(type: string, payload: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + payload.length);
  chunk.writeUInt32BE(payload.length, 0);
  chunk.write(type, 4, 'latin1');
  payload.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + payload.length)), 8 + payload.length);
  return chunk;
}

/** Start and step of columns and rows of the seven passes (PNG 3rd edition § 8.1). */
const ADAM7 = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
] as const;

function interlace({ width, height, rows }: SamplePngOptions): Buffer[] {
  const pixelBytes = (rows[0]?.length ?? 0) / width;
  return ADAM7.flatMap(([x0, stepX, y0, stepY]) => {
    const columns = Array.from(
      { length: Math.ceil(Math.max(width - x0, 0) / stepX) },
      (_, i) => x0 + i * stepX,
    );
    const lines = Array.from(
      { length: Math.ceil(Math.max(height - y0, 0) / stepY) },
      (_, i) => y0 + i * stepY,
    );
    if (columns.length === 0) return [];
    return lines.map((y) =>
      Buffer.concat(
        columns.map((x) => rows[y]?.subarray(x * pixelBytes, (x + 1) * pixelBytes) ?? Buffer.alloc(0)),
      ),
    );
  });
}
