import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PdfiumDocument } from '../../rendering/index.js';
import {
  pngChunk,
  type SamplePngOptions,
  sampleExif,
  sampleJpeg,
  samplePng,
  withSegments,
} from '../../testing/sample-pictures.js';
import { takeIn } from '../take-in.js';
import { pictureToPdf } from './picture-to-pdf.js';

/** Colours in the middle of the four quarters of what is painted of page 1: above left and right, below left and right. */
async function quarters(upload: Uint8Array): Promise<string[]> {
  const page = await pictureToPdf(upload);
  const document = await PdfiumDocument.open(page?.bytes ?? new Uint8Array());
  const picture = document?.render(0, 400);
  document?.close();
  if (!picture) throw new Error('PDFium cannot draw it.');
  const { rgba, widthPx, heightPx } = picture;
  const at = (x: number, y: number) => [...rgba.subarray((y * widthPx + x) * 4, (y * widthPx + x) * 4 + 3)];
  const isInk = (x: number, y: number) => at(x, y).some((value) => value < 250);
  const columns = Array.from({ length: widthPx }, (_, x) => x);
  const rows = Array.from({ length: heightPx }, (_, y) => y);
  const [xs, ys] = [
    columns.filter((x) => rows.some((y) => isInk(x, y))),
    rows.filter((y) => columns.some((x) => isInk(x, y))),
  ];
  const place = (list: number[], part: number) => list[Math.floor(list.length * part)] ?? 0;
  return [0.25, 0.75].flatMap((down) =>
    [0.25, 0.75].map((across) => nameOf(at(place(xs, across), place(ys, down)))),
  );
}

function nameOf([red = 0, green = 0, blue = 0]: number[]): string {
  const near = (r: number, g: number, b: number) => Math.hypot(red - r, green - g, blue - b) < 130;
  if (near(255, 0, 0)) return 'red';
  if (near(0, 255, 0)) return 'green';
  if (near(0, 0, 255)) return 'blue';
  return near(0, 0, 0) ? 'black' : `${red}/${green}/${blue}`;
}

const UPRIGHT = ['red', 'green', 'blue', 'black'];
const exif = (options: Parameters<typeof sampleExif>[0]) =>
  [0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), sampleExif(options)])] as const;
const textOf = async (upload: Uint8Array) =>
  Buffer.from((await pictureToPdf(upload))?.bytes ?? []).toString('latin1');

describe('a JPEG', () => {
  it.each(['rgb', 'progressive'] as const)('%s shows its colours', async (kind) => {
    expect(await quarters(sampleJpeg(kind))).toEqual(UPRIGHT);
  });

  it('in inks as Adobe writes them is not turned into its negative', async () => {
    // Its green is what libvips makes of green without a profile.
    expect(await quarters(sampleJpeg('cmyk'))).toEqual(['red', expect.anything(), 'blue', 'black']);
  });

  it.each([
    [1, UPRIGHT],
    [2, ['green', 'red', 'black', 'blue']],
    [3, ['black', 'blue', 'green', 'red']],
    [4, ['blue', 'black', 'red', 'green']],
    [5, ['red', 'blue', 'green', 'black']],
    [6, ['blue', 'red', 'black', 'green']],
    [7, ['black', 'green', 'blue', 'red']],
    [8, ['green', 'black', 'red', 'blue']],
  ])('of orientation %i is turned as Exif says', async (orientation, expected) => {
    for (const isLittle of [true, false]) {
      expect(await quarters(withSegments(sampleJpeg(), exif({ orientation, isLittle })))).toEqual(expected);
    }
  });

  it('goes in without place, camera, comments and what hangs behind it, its coded pixels untouched', async () => {
    const plain = sampleJpeg();
    const told = Buffer.concat([
      withSegments(
        plain,
        exif({ orientation: 1 }),
        [0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPSLatitude</x:xmpmeta>', 'latin1')],
        [0xed, Buffer.from('Photoshop 3.0\0 by Ada of Berlin', 'latin1')],
        [0xfe, Buffer.from('taken at home', 'latin1')],
      ),
      Buffer.from('MOTION PHOTO behind the end', 'latin1'),
    ]);
    const pdf = await textOf(told);
    for (const word of ['GPS', 'xmp', 'Ada', 'home', 'MOTION', 'Exif']) expect(pdf).not.toContain(word);
    expect(pdf).toContain(plain.subarray(2).toString('latin1'));
    expect(pdf).toBe(await textOf(plain));
  });

  it('is refused when its end or a part is missing', async () => {
    const whole = sampleJpeg();
    const cut = [whole.subarray(0, -2), whole.subarray(0, 200), whole.subarray(0, 20), whole.subarray(0, 4)];
    const twoFrames = withSegments(whole, [
      0xc0,
      Buffer.from('0800100018030111000211000311 00'.replace(' ', ''), 'hex'),
    ]);
    for (const upload of [...cut, twoFrames]) {
      await expect(pictureToPdf(upload)).rejects.toMatchObject({ code: 'image-damaged' });
    }
  });

  it('is refused when no PDF reader could show it', async () => {
    for (const frame of [0xc3, 0xc9, 0xc5]) {
      const rare = Buffer.from(sampleJpeg());
      rare[rare.indexOf(Buffer.from([0xff, 0xc0])) + 1] = frame;
      await expect(pictureToPdf(rare)).rejects.toMatchObject({ code: 'image-unsupported' });
    }
  });

  it('keeps a profile that fits, and drops one that does not', async () => {
    const profile = Buffer.alloc(128);
    profile.writeUInt32BE(128, 0);
    profile[8] = 2;
    profile.write('RGB ', 16, 'latin1');
    profile.write('acsp', 36, 'latin1');
    const segment = (part: Buffer) =>
      [0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), part])] as const;
    expect(await textOf(withSegments(sampleJpeg(), segment(profile)))).toContain('/ICCBased');
    expect(await textOf(withSegments(sampleJpeg('grey'), segment(profile)))).not.toContain('/ICCBased');
  });
});

const [WIDTH, HEIGHT] = [8, 8];
/** Rows of 8 × 8 pixels: each quarter in the colour of `colours`, as bytes. */
const pixelRows = (...colours: readonly (readonly number[])[]): Buffer[] =>
  Array.from({ length: HEIGHT }, (_, y) =>
    Buffer.from(
      Array.from({ length: WIDTH }, (_, x) => colours[(y < 4 ? 0 : 2) + (x < 4 ? 0 : 1)] ?? []).flat(),
    ),
  );
const png = (options: Omit<SamplePngOptions, 'width' | 'height'>) =>
  samplePng({ width: WIDTH, height: HEIGHT, ...options });

const RGB = pixelRows([255, 0, 0], [0, 255, 0], [0, 0, 255], [0, 0, 0]);
const RGBA = pixelRows([255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [0, 0, 0, 255]);
const RGB16 = RGB.map((row) => Buffer.from([...row].flatMap((value) => [value, value])));
const PALETTE = ['PLTE', Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0])] as const;
/** Two bits an index: 0, 1 above, 2, 3 below. */
const INDEXES = Array.from({ length: HEIGHT }, (_, y) => Buffer.from(y < 4 ? [0x00, 0x55] : [0xaa, 0xff]));

describe('a PNG', () => {
  it.each<[string, Omit<SamplePngOptions, 'width' | 'height'>]>([
    ['in colour', { bitDepth: 8, colourType: 2, rows: RGB }],
    ['of 16 bits', { bitDepth: 16, colourType: 2, rows: RGB16 }],
    ['with a palette', { bitDepth: 2, colourType: 3, rows: INDEXES, chunks: [PALETTE] }],
    ['with alpha', { bitDepth: 8, colourType: 6, rows: RGBA }],
    ['that is interlaced', { bitDepth: 8, colourType: 2, rows: RGB, interlaced: true }],
    ['interlaced with alpha', { bitDepth: 8, colourType: 6, rows: RGBA, interlaced: true }],
  ])('%s shows its colours', async (_name, options) => {
    expect(await quarters(png(options))).toEqual(UPRIGHT);
  });

  it.each([1, 2, 4, 8, 16])('in grey of %i bits is as dark as it says', async (bitDepth) => {
    const half = Math.max((WIDTH * bitDepth) / 16, 1);
    const rows = Array.from({ length: HEIGHT }, () =>
      bitDepth === 1 ? Buffer.from([0x0f]) : Buffer.concat([Buffer.alloc(half, 0), Buffer.alloc(half, 0xff)]),
    );
    const [left] = await quarters(png({ bitDepth, colourType: 0, rows }));
    expect(left).toBe('black');
  });

  it('that is see-through lies on white paper', async () => {
    const rows = pixelRows([255, 0, 0, 255], [0, 0, 0, 0], [0, 0, 255, 255], [0, 0, 0, 128]);
    const [red, clear, blue, half] = await quarters(png({ bitDepth: 8, colourType: 6, rows }));
    expect([red, clear, blue]).toEqual(['red', '255/255/255', 'blue']);
    expect(half).toBe('127/127/127');
    const holes = ['tRNS', Buffer.from([255, 0, 255, 255])] as const;
    const indexed = png({ bitDepth: 2, colourType: 3, rows: INDEXES, chunks: [PALETTE, holes] });
    expect(await quarters(indexed)).toEqual(['red', '255/255/255', 'blue', 'black']);
  });

  it('goes in without its texts, its packed rows untouched', async () => {
    const chunks = [['tEXt', Buffer.from('Author\0Ada', 'latin1')]] as const;
    const pdf = await textOf(png({ bitDepth: 8, colourType: 2, rows: RGB, chunks }));
    expect(pdf).not.toContain('Ada');
    expect(pdf).toContain('/Predictor 15');
  });

  it('is refused when rows, checksums or the end are wrong', async () => {
    const whole = png({ bitDepth: 8, colourType: 2, rows: RGB });
    const flipped = Buffer.from(whole);
    flipped[whole.length - 30] = (flipped[whole.length - 30] ?? 0) ^ 1;
    const bad = [
      whole.subarray(0, -12),
      whole.subarray(0, 60),
      whole.subarray(0, 20),
      flipped,
      png({ bitDepth: 8, colourType: 2, rows: RGB, data: deflateSync(Buffer.alloc(25 * 7)) }),
      png({ bitDepth: 8, colourType: 2, rows: RGB, data: deflateSync(Buffer.alloc(25 * 8, 9)) }),
      png({ bitDepth: 8, colourType: 2, rows: RGB, data: deflateSync(Buffer.alloc(60_000_000)) }),
      png({ bitDepth: 8, colourType: 3, rows: INDEXES }),
      png({ bitDepth: 4, colourType: 2, rows: RGB }),
      png({ bitDepth: 8, colourType: 6, rows: RGBA, data: Buffer.from('no zlib data') }),
    ];
    const codes = await Promise.all(bad.map((upload) => pictureToPdf(upload).catch(({ code }) => code)));
    expect(codes).toEqual(bad.map(() => 'image-damaged'));
  });
});

describe('a flood of pixels', () => {
  const header = (width: number, height: number, colourType: 2 | 6) =>
    samplePng({ width, height, bitDepth: 8, colourType, rows: [], data: deflateSync(Buffer.alloc(9)) });

  it('is refused by what the header says', async () => {
    const jpeg = sampleJpeg();
    const size = jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5;
    jpeg.writeUInt16BE(65_000, size);
    jpeg.writeUInt16BE(65_000, size + 2);
    for (const upload of [
      header(100_000, 100_000, 2),
      header(4e9, 4e9, 2),
      header(10_000, 10_000, 6),
      jpeg,
    ]) {
      const refused = pictureToPdf(upload);
      await expect(refused).rejects.toMatchObject({ code: 'image-too-large' });
      await expect(refused).rejects.toThrow(/million pixels; at most \d+ million/);
    }
  });
});

describe('an upload that is a picture', () => {
  it('is accepted without a warning, under its own hash', async () => {
    const upload = sampleJpeg();
    const { report, frozen } = await takeIn(upload);
    expect(report).toMatchObject({
      ...{ verdict: 'accept', reasons: [], sourceFormat: 'jpeg', byteSize: upload.length },
      notes: [{ code: 'converted-to-pdf' }],
    });
    expect(report.frozenSha256Hex).not.toBe(report.sha256Hex);
    expect(frozen && Buffer.from(frozen.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
  });

  it.each([
    ['GIF89a............', /This is a GIF picture\. Save it/],
    ['RIFF....WEBPVP8 ..', /This is a WebP picture/],
    ['II*\0............', /This is a TIFF picture/],
    ['\0\0\0\x18ftypheic........', /On an iPhone choose/],
  ])('of another kind is refused with what to do: %s', async (start, sentence) => {
    const { report } = await takeIn(Buffer.from(start, 'latin1'));
    expect(report).toMatchObject({ verdict: 'reject', code: 'image-unsupported' });
    expect(report.reasons[0]?.sentence).toMatch(sentence);
  });

  it('that is cut off is refused in words about the picture', async () => {
    const { report } = await takeIn(pngChunk('IHDR', Buffer.alloc(13)).subarray(0, 3));
    expect(report.code).toBe('pdf-not-a-pdf');
    const cut = (await takeIn(sampleJpeg().subarray(0, 100))).report;
    expect(cut.reasons[0]).toMatchObject({
      code: 'image-damaged',
      sentence: expect.stringContaining('picture is damaged or was cut off'),
    });
  });
});
