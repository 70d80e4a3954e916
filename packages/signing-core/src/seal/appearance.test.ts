import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { dict, name, PdfDict, PdfRef, PdfStream, textString } from '../pdf/objects.js';
import { firstPage } from '../pdf/page-tree.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { RevisionWriter } from '../pdf/revision-writer.js';
import { hasTool, readTool } from '../testing/external-tool.js';
import { type SoftwareSigner, samplePdf, softwareSigner } from '../testing/index.js';
import { inkBetween, renderPages } from '../testing/rendered-page.js';
import { sealPdf } from './seal-pdf.js';
import type { VisibleSeal } from './visible-seal.js';

const box = { x: 0.1, y: 0.1, width: 0.4, height: 0.1 };
const signedAt = new Date('2026-11-22T17:30:00Z');
const base = { name: 'Müller & Söhne', reason: 'Vertrag vollständig', location: 'Köln', signedAt };
let signer: SoftwareSigner;

beforeAll(async () => {
  signer = await softwareSigner();
});

async function seal(visible: Partial<VisibleSeal> = {}, pdf = samplePdf(), more = {}): Promise<Uint8Array> {
  const seen = { pageIndex: 0, box, fonts: loadFonts(), ...visible };
  return sealPdf(pdf, { ...base, ...more, visible: seen }, signer);
}

/** Half of it see-through, half red. */
function logo(width = 40, height = 20): Uint8Array {
  const png = new PNG({ width, height });
  for (let at = 0; at < width * height; at++) {
    png.data.set([220, 20, 20, at % width < width / 2 ? 255 : 0], at * 4);
  }
  return new Uint8Array(PNG.sync.write(png));
}

describe('a visible seal', () => {
  it.runIf(hasTool('pdftotext'))('says who, why, where and when, as text', async () => {
    const file = join(tmpdir(), `sealwright-appearance-${process.pid}.pdf`);
    const blank = samplePdf({ content: 'q Q' });
    writeFileSync(file, await seal({}, blank));
    const text = readTool('pdftotext', ['-layout', file, '-']).toString('utf8');
    for (const words of ['Müller & Söhne', 'Vertrag vollständig', 'Köln', '2026-11-22 17:30:00 UTC']) {
      expect(text).toContain(words);
    }
    writeFileSync(file, await seal({ lines: ['株式会社 封印', 'خاتم'] }, blank));
    const other = readTool('pdftotext', [file, '-']).toString('utf8');
    expect(other).toContain('株式会社 封印');
    expect(other).toContain('خاتم');
    rmSync(file);
  });

  it('gives equal bytes for equal input up to the signature', async () => {
    const digest = async () => {
      const sealed = Buffer.from(await seal({ logoPng: logo() })).toString('latin1');
      return sealed.replace(/\/Contents <[0-9a-f]+>/i, '').replace(/\/ID \[.*?\]/s, '');
    };
    expect(await digest()).toBe(await digest());
  });

  it.runIf(hasTool('pdftoppm'))('draws a logo with its transparency', async () => {
    const lines = ['x'];
    const wide = { x: 0.1, y: 0.1, width: 0.8, height: 0.1 };
    const options = { pageCount: 1, longSidePixels: 1000 };
    const [page] = renderPages(await seal({ lines, box: wide, logoPng: logo() }), options);
    const [plain] = renderPages(samplePdf(), options);
    if (!page || !plain) throw new Error('nothing was rendered');
    expect(inkBetween(plain, page).some((pixel) => pixel === 1)).toBe(true);
    let red = 0;
    for (let at = 0; at < page.rgb.length; at += 3) {
      if ((page.rgb[at] ?? 0) > 200 && (page.rgb[at + 1] ?? 255) < 40) red += 1;
    }
    // The logo is as high as the box inside its margins, twice as wide as high, and half of it is red.
    const heightPixels = 100 * 0.8;
    expect(red / (heightPixels * heightPixels)).toBeGreaterThan(0.75);
    expect(red / (heightPixels * heightPixels)).toBeLessThan(1.1);
  });

  it.each([0, 90, 180, 270])('stands upright in an existing field of a page turned by %i', async (rotate) => {
    const sealed = await seal({}, withSignatureField(rotate), { fieldName: 'Sign' });
    const reader = new PdfReader(sealed);
    const form = reader.dictAt(reader.catalog, 'AcroForm') ?? new PdfDict();
    const field = reader.resolve((reader.arrayAt(form, 'Fields') ?? [])[0]);
    if (!(field instanceof PdfDict)) throw new Error('the field is gone');
    expect(reader.arrayAt(field, 'Rect')).toEqual([100, 100, 300, 180]);
    const normal = reader.resolve(reader.dictAt(field, 'AP')?.get('N'));
    if (!(normal instanceof PdfStream)) throw new Error('there is no appearance');
    const lying = rotate % 180 !== 0;
    expect(reader.arrayAt(normal.dict, 'BBox')).toEqual(lying ? [0, 0, 80, 200] : [0, 0, 200, 80]);
    expect(reader.arrayAt(normal.dict, 'Matrix')).toEqual(
      {
        0: [1, 0, 0, 1, 0, 0],
        90: [0, 1, -1, 0, 200, 0],
        180: [-1, 0, 0, -1, 200, 80],
        270: [0, -1, 1, 0, 0, 80],
      }[rotate],
    );
  });

  it.each<[string, Partial<VisibleSeal>]>([
    ['a page that is not there', { pageIndex: 1 }],
    ['a box beside the page', { box: { ...box, x: 0.7 } }],
    ['a box without size', { box: { ...box, height: 0 } }],
    ['a box too small to read', { box: { ...box, height: 0.001 } }],
    ['a box that is no number', { box: { ...box, y: Number.NaN } }],
    ['no lines', { lines: [] }],
    ['an empty line', { lines: ['a', ' '] }],
    ['a line with a line end', { lines: ['a\nb'] }],
    ['a logo that is no PNG', { logoPng: new Uint8Array(100) }],
    ['a logo that is cut off', { logoPng: logo().subarray(0, 60) }],
    ['a logo that would unpack to gigabytes', { logoPng: bomb() }],
  ])('refuses %s', async (_what, visible) => {
    await expect(seal(visible)).rejects.toMatchObject({ code: 'seal-option-invalid' });
  });

  it('refuses what no font can draw instead of leaving it out', async () => {
    await expect(seal({ lines: ['\u{10ffff}'] })).rejects.toMatchObject({ code: 'text-undrawable' });
  });
});

function withSignatureField(rotate: number): Uint8Array {
  const reader = new PdfReader(samplePdf({ rotations: [rotate] }));
  const writer = new RevisionWriter(reader);
  const page = firstPage(reader);
  const field = writer.add(
    dict({
      Type: name('Annot'),
      Subtype: name('Widget'),
      FT: name('Sig'),
      T: textString('Sign'),
      Rect: [100, 100, 300, 180],
      P: page.reference,
      F: 4,
    }),
  );
  writer.put(page.reference, new PdfDict([...page.dict, ['Annots', [field]]]));
  const root = reader.trailer.get('Root');
  if (!(root instanceof PdfRef)) throw new Error('no catalogue');
  writer.put(root, new PdfDict([...reader.catalog, ['AcroForm', dict({ Fields: [field] })]]));
  return writer.write().bytes;
}

/** A header that promises 60,000 × 60,000 pixels over a few bytes. */
function bomb(): Uint8Array {
  const png = Buffer.from(logo());
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  return Buffer.concat([png, deflateSync(Buffer.alloc(10))]);
}
