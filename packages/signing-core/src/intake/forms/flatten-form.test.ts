import { describe, expect, it } from 'vitest';
import { loadFonts } from '../../fonts/index.js';
import { PdfDict, PdfRef, PdfStream } from '../../pdf/objects.js';
import { decodedContent } from '../../pdf/page-content.js';
import { firstPage } from '../../pdf/page-tree.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { PdfiumDocument } from '../../rendering/index.js';
import { sealPdf } from '../../seal/seal-pdf.js';
import { hasTool } from '../../testing/external-tool.js';
import { softwareSigner } from '../../testing/index.js';
import { intakeTools } from '../../testing/intake-tools.js';
import { inkBetween, renderPages } from '../../testing/rendered-page.js';
import { type SampleFormOptions, sampleForm, sampleStream } from '../../testing/sample-form.js';
import { takeIn } from '../take-in.js';
import { flattenForm } from './flatten-form.js';
import { listWidgets } from './list-widgets.js';

function flatten(options: SampleFormOptions) {
  const before = sampleForm(options);
  const reader = new PdfReader(before);
  const { bytes, redrawn } = flattenForm(reader, listWidgets(reader), loadFonts());
  return { before, bytes, redrawn, reader: new PdfReader(bytes) };
}

async function textOf(bytes: Uint8Array): Promise<string> {
  const document = await PdfiumDocument.open(bytes);
  const text = document?.text(0) ?? '';
  document?.close();
  return text;
}

function inkCount(before: Uint8Array, after: Uint8Array): number {
  const options = { pageCount: 1, longSidePixels: 800 };
  const [[one], [other]] = [renderPages(before, options), renderPages(after, options)];
  return one && other ? inkBetween(one, other).reduce((sum, ink) => sum + ink, 0) : Number.NaN;
}

const red = (entries: string): string =>
  sampleStream(
    `/Type /XObject /Subtype /Form ${entries}`,
    '1 0 0 rg 10 10 60 20 re f 0 0 1 rg 10 30 10 30 re f',
  );

/** A look that is turned, off its origin and of another shape than its place. */
const ODD_LOOK = '/BBox [5 5 75 65] /Matrix [0 1.5 -1 0 30 7]';

const drawing = (box: string, rest = '/AP <</N 82 0 R>>'): string =>
  `<</Type /Annot /Subtype /Square /F 4 /Rect [${box}] ${rest}>>`;

describe.skipIf(!hasTool('pdftoppm'))('a flattened page, drawn', () => {
  it('keeps under a field what lay under it, and over it what lay over it', () => {
    const { before, bytes, reader } = flatten({
      widgets: ['/FT /Tx /T (a) /V (x) /AP <</N 83 0 R>>', '/FT /Tx /T (b)'],
      objects: [
        drawing('40 690 150 730'),
        drawing('200 690 300 730'),
        sampleStream('/Type /XObject /Subtype /Form /BBox [0 0 9 9]', '0 1 0 rg 0 0 9 9 re f'),
        red('/BBox [0 0 80 80]'),
        drawing('400 690 450 730'),
        '<</Type /Annot /Subtype /Popup /Parent 80 0 R /Rect [0 0 9 9]>>',
      ],
      page: '/Annots [80 0 R 84 0 R 60 0 R 61 0 R 81 0 R 85 0 R]',
    });
    expect(inkCount(before, bytes)).toBe(0);
    const kept = reader.arrayAt(firstPage(reader).dict, 'Annots')?.map((item) => reader.resolve(item));
    expect(kept?.map((item) => item instanceof PdfDict && item.get('Rect'))).toEqual([
      [400, 690, 450, 730],
      [200, 690, 300, 730],
    ]);
  });

  it.each([0, 90, 180, 270])('looks as the form looked on a page turned by %i', (rotation) => {
    const { before, bytes, redrawn } = flatten({
      widgets: [
        '/FT /Tx /T (a) /V (x) /AP <</N 80 0 R>>',
        '/FT /Btn /T (b) /AP <</N <</On 80 0 R /Off 81 0 R>>>> /AS /On',
        '/FT /Btn /T (c) /AP <</N <</On 80 0 R>>>> /AS /Off',
        '/FT /Sig /T (d) /AP <</N 82 0 R>>',
        '/FT /Tx /T (e) /V (hidden) /F 2 /AP <</N 80 0 R>>',
      ],
      objects: [
        red(ODD_LOOK),
        red('/BBox [0 0 9 9]'),
        red('/BBox [0 0 80 80]').replace('/Subtype /Form', ''),
      ],
      ...{ rotations: [rotation], cropBox: [20, 30, 500, 800] },
    });
    expect(redrawn).toEqual([]);
    expect(inkCount(before, bytes)).toBe(0);
    const blank = flatten({
      widgets: ['/FT /Tx /T (a)'],
      rotations: [rotation],
      cropBox: [20, 30, 500, 800],
    });
    expect(inkCount(blank.bytes, bytes)).toBeGreaterThan(500);
  });
});

describe('a flattened form', () => {
  it('shows values that had no look, and such a look is not trusted where the form says so', async () => {
    const stale = sampleStream(
      '/Type /XObject /Subtype /Form /BBox [0 0 200 20]',
      'BT /Helv 12 Tf 2 5 Td (stale) Tj ET',
    );
    const widgets = [
      '/FT /Tx /T (a) /V (Ada Łovelace)',
      '/FT /Tx /T (b) /V (fresh) /AP <</N 80 0 R>>',
      '/FT /Ch /T (c) /Ff 131072 /Opt [[(de) (Germany)]] /V (de)',
      '/FT /Tx /T (d) /Ff 8192 /V (secret)',
      '/FT /Tx /T (e) /Ff 16777216 /MaxLen 4 /V (1234)',
    ];
    const trusted = flatten({ widgets, objects: [stale] });
    expect(await textOf(trusted.bytes)).toMatch(/Ada.*stale.*Germany.*\*{6}.*1\s?2\s?3\s?4/s);
    const redrawn = flatten({ widgets, objects: [stale], form: '/NeedAppearances true' });
    expect(await textOf(redrawn.bytes)).toContain('fresh');
    expect(await textOf(redrawn.bytes)).not.toContain('stale');
    expect(redrawn.redrawn).toHaveLength(5);
    expect(await textOf(redrawn.bytes)).not.toContain('secret');
  });

  it('makes a value smaller rather than wrapping or cutting it', async () => {
    const value = 'one two three four five six seven eight nine ten';
    const { bytes } = flatten({ widgets: [`/FT /Tx /T (a) /V (${value}) /Rect [50 700 90 740]`] });
    expect(await textOf(bytes)).toContain(value);
  });

  it('keeps every character that can be drawn of a hostile value', async () => {
    const { bytes } = flatten({
      widgets: [`/FT /Tx /T (a) /V <FEFF0041202E00420007DB400043> /DA (/Helv 1e99 Tf 9 9 9 rg \\) Tj)`],
    });
    expect(await textOf(bytes)).toMatch(/A\??B.?C/);
  });

  it('is gone with its push buttons, but a picture that was put into one stays', () => {
    const { reader } = flatten({
      widgets: [
        '/FT /Btn /T (print) /Ff 65536 /AP <</N 80 0 R>>',
        '/FT /Btn /T (logo) /Ff 65536 /MK <</I 81 0 R>> /AP <</N 81 0 R>>',
        '/FT /Btn /T (photo) /Ff 65536 /AP <</N 82 0 R>>',
      ],
      objects: [
        red('/BBox [0 0 80 80]'),
        red('/BBox [0 0 70 70]'),
        red('/BBox [0 0 60 60] /Resources <</XObject <</Photo 83 0 R>>>>'),
        sampleStream('/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray', 'x'),
      ],
    });
    expect(reader.catalog.has('AcroForm')).toBe(false);
    const drawn = reader.dictAt(firstPage(reader).resources, 'XObject');
    const forms = [...(drawn?.values() ?? [])].map((value) => reader.resolve(value));
    expect(forms.map((form) => form instanceof PdfStream && form.dict.get('BBox'))).toEqual([
      [0, 0, 70, 70],
      [0, 0, 60, 60],
    ]);
  });

  it('leaves other annotations in their order', () => {
    const link = (x: number): string => `<</Type /Annot /Subtype /Link /Rect [${x} 0 9 9]>>`;
    const { reader } = flatten({
      widgets: ['/FT /Tx /T (a)', '/FT /Tx /T (b)'],
      objects: [link(1), link(2), link(3)],
      page: '/Annots [80 0 R 60 0 R 81 0 R 61 0 R 82 0 R]',
    });
    const kept = (reader.arrayAt(firstPage(reader).dict, 'Annots') ?? []).map((item) => reader.resolve(item));
    expect(kept.map((item) => item instanceof PdfDict && item.get('Rect'))).toEqual([
      [1, 0, 9, 9],
      [2, 0, 9, 9],
      [3, 0, 9, 9],
    ]);
  });

  it('hands the tags of its fields to what they left on the page', () => {
    const { reader } = flatten({
      widgets: [
        '/FT /Tx /T (a) /TU (Your name) /V (x) /StructParent 1 /AP <</N 80 0 R>>',
        '/FT /Tx /T (b) /StructParent 2',
      ],
      objects: [
        red('/BBox [0 0 80 80]'),
        '<</Type /StructTreeRoot /K [82 0 R 83 0 R] /ParentTree <</Nums [0 [84 0 R] 1 82 0 R 2 83 0 R]>>>>',
        '<</Type /StructElem /S /Form /P 81 0 R /K <</Type /OBJR /Obj 60 0 R /Pg 10 0 R>>>>',
        '<</Type /StructElem /S /Form /P 81 0 R /K [<</Type /OBJR /Obj 61 0 R>>]>>',
        '<</Type /StructElem /S /P /P 81 0 R /K 0>>',
      ],
      catalog: '/StructTreeRoot 81 0 R /MarkInfo <</Marked true>>',
      page: '/StructParents 0',
      content: '/P <</MCID 0>> BDC BT /F1 9 Tf 9 9 Td (text) Tj ET EMC',
    });
    const root = reader.dictAt(reader.catalog, 'StructTreeRoot') ?? expect.unreachable();
    const [drawn, empty] = reader.arrayAt(root, 'K') ?? [];
    const element = reader.resolve(drawn);
    const kids = element instanceof PdfDict ? reader.arrayAt(element, 'K') : null;
    const mark = reader.resolve(kids?.[0]);
    expect(mark instanceof PdfDict && mark.get('MCID')).toBe(1);
    expect(element instanceof PdfDict && reader.dictAt(element, 'A')?.get('Role')).toMatchObject({
      value: 'tv',
    });
    const other = reader.resolve(empty);
    expect(other instanceof PdfDict && other.has('K')).toBe(false);
    const numbers = reader.arrayAt(reader.dictAt(root, 'ParentTree') ?? expect.unreachable(), 'Nums');
    expect(numbers?.[0]).toBe(0);
    expect(numbers).toHaveLength(2);
    const content = reader.resolve(numbers?.[1]);
    expect(Array.isArray(content) && content[1] instanceof PdfRef && isSame(content[1], drawn)).toBe(true);
    expect(Buffer.from(decodedContent(reader, firstPage(reader)) ?? []).toString()).toMatch(
      /\/Form <<\/MCID 1>> BDC\nq [\d. -]+ cm \/Flat\d+ Do Q\nEMC/,
    );
  });
});

const isSame = (one: PdfRef, other: unknown): boolean =>
  other instanceof PdfRef && other.objectNumber === one.objectNumber;

describe('taking a form in', () => {
  it('needs no consent, says what was done and offers the empty fields', async () => {
    const { report, frozen } = await takeIn(
      sampleForm({ widgets: ['/FT /Tx /T (a)', '/FT /Sig /T (s)'] }),
      {},
      intakeTools(),
    );
    expect(report).toMatchObject({
      verdict: 'accept',
      notes: [{ code: 'pdf-form-flattened', sentence: expect.stringContaining('2 empty fields') }],
      fields: [{ name: 'a' }, { name: 's', type: 'signature' }],
    });
    expect(report.frozenSha256Hex).not.toBe(report.sha256Hex);
    expect(new PdfReader(frozen ?? expect.unreachable()).catalog.has('AcroForm')).toBe(false);
  });

  it('does not mind a field that is listed twice', async () => {
    const { report } = await takeIn(
      sampleForm({ widgets: ['/FT /Tx /T (a)'], fields: '60 0 R 60 0 R' }),
      {},
      intakeTools(),
    );
    expect(report).toMatchObject({ verdict: 'accept', fields: [{ name: 'a' }] });
  });

  it('knows dates although their scripts are taken out before', async () => {
    const script = '/AA <</K <</S /JavaScript /JS (AFDate_KeystrokeEx\\("d"\\))>>>>';
    const { report } = await takeIn(sampleForm({ widgets: [`/FT /Tx /T (a) ${script}`] }), {}, intakeTools());
    expect(report).toMatchObject({ verdict: 'accept-after-warning', fields: [{ type: 'date' }] });
  });

  it('leaves a signed file alone', async () => {
    const signed = await sealPdf(
      sampleForm({ widgets: ['/FT /Tx /T (a)'] }),
      { name: 'Test', reason: 'Test', signedAt: new Date('2030-01-01T00:00:00Z') },
      await softwareSigner(),
    );
    const { report, frozen } = await takeIn(signed, {}, intakeTools());
    expect(report).toMatchObject({ fields: [], notes: [] });
    expect(frozen).toBe(signed);
  });
});
