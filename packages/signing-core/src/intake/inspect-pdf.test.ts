import { describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { appendRaw } from '../testing/attacks/raw-revision.js';
import { VICTIM, victimPdf } from '../testing/attacks/victim.js';
import { samplePdf, softwareSigner } from '../testing/index.js';
import { intakeTools } from '../testing/intake-tools.js';
import { rehearse } from './rehearsal/rehearse.js';
import { inspectPdf, takeIn } from './take-in.js';

const options = { name: 'Acme', reason: 'Sealed', signedAt: new Date('2026-11-22T10:00:00Z') };
const fonts = loadFonts();
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const edit = (pdf: Uint8Array, from: string | RegExp, to: string): Uint8Array =>
  new Uint8Array(latin1(Buffer.from(pdf).toString('latin1').replace(from, to)));

/** A form XObject that draws the next one ten times, nine levels deep: 10⁹ operations. */
const laughs = Array.from({ length: 9 }, (_, level) => {
  const content = level === 8 ? '0 0 1 1 re f' : '/N Do '.repeat(10);
  return `<</Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources <</XObject <</N ${51 + level} 0 R>>>> /Length ${content.length}>>\nstream\n${content}\nendstream`;
});

const HUGE_IMAGE = '<</Subtype /Image /Width 30000 /Height 30000 /Length 0>>\nstream\n\nendstream';

describe('inspectPdf', () => {
  it('takes an ordinary file and measures its pages as they are seen', async () => {
    const report = await inspectPdf(samplePdf({ rotations: [0, 90] }));
    expect(report).toMatchObject({ verdict: 'accept', code: null, reasons: [] });
    expect(report.pages).toEqual([
      { widthPt: 595, heightPt: 842 },
      { widthPt: 842, heightPt: 595 },
    ]);
    expect(report.sha256Hex).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says what it found, also of a file it refuses', async () => {
    const catalog =
      '/Collection <<>> /OpenAction <</S /Launch /F (a)>> /Names <</EmbeddedFiles <</Names [(a) 50 0 R]>>>> /MarkInfo <</Marked true>> /StructTreeRoot <<>> /Metadata 51 0 R';
    const metadata = '<x pdfaid:part="2" pdfaid:conformance="B"><pdfuaid:part>1</pdfuaid:part></x>';
    const upload = samplePdf({
      catalog,
      form: 'indirect',
      rotations: [0, 90],
      cropBox: [9, 9, 99, 99],
      extraObjects: [
        '<</Type /Filespec /F (a) /EF <</F 4 0 R>>>>',
        `<</Length ${metadata.length}>>\nstream\n${metadata}\nendstream`,
      ],
    });
    const { code, facts } = await inspectPdf(Buffer.concat([latin1('<html>'), upload]));
    expect(code).toBe('pdf-portfolio');
    expect(facts).toEqual({
      ...{ version: '1.7', junkBytesBefore: 6, junkBytesAfter: 0, revisionCount: 1 },
      ...{ encryption: null, isSigned: false },
      document: {
        ...{ active: ['launch'], xfa: 'none', embeddedFileCount: 1, isPortfolio: true },
        ...{ layers: { count: 0, hiddenCount: 0 }, signatures: [], emptySignatureFieldCount: 0 },
        ...{ formFieldCount: 1, unembeddedFonts: ['Helvetica'], isTagged: true },
        claims: ['PDF/A-2b', 'PDF/UA-1'],
        pages: { count: 2, rotated: 1, cropped: 2, scaled: 0, shifted: 2 },
      },
    });
  });

  it.each([
    ['pdf-empty', new Uint8Array()],
    ['pdf-not-a-pdf', latin1('PK\u0003\u0004 word/document.xml')],
    ['pdf-not-a-pdf', latin1('hello')],
    ['pdf-damaged', latin1('%PDF-1.7\nnothing else')],
    ['pdf-damaged', samplePdf().subarray(0, 400)],
    ['pdf-damaged', edit(samplePdf(), '/Kids [10 0 R]', '/Kids [ 2 0 R]')],
    ['pdf-no-pages', edit(samplePdf(), '/Kids [10 0 R]', '/Kids [      ]')],
    ['pdf-encrypted', edit(samplePdf(), '/Root 1 0 R', '/Root 1 0 R /Encrypt <</Filter /Adobe.PubSec>>')],
    ['pdf-page-box-invalid', samplePdf({ mediaBox: [0, 0, 20000, 500] })],
    ['pdf-portfolio', samplePdf({ catalog: '/Collection <<>>' })],
    ['pdf-dynamic-form', samplePdf({ catalog: '/NeedsRendering true /AcroForm <</Fields [] /XFA []>>' })],
    ['pdf-external-content', samplePdf({ contentEntries: '/F (http://127.0.0.1:9)' })],
    [
      'pdf-too-complex',
      samplePdf({ content: '/N Do', resources: '/XObject <</N 50 0 R>>', extraObjects: laughs }),
    ],
  ])('refuses with %s', async (code, bytes) => {
    const report = await inspectPdf(bytes);
    expect(report).toMatchObject({ verdict: 'reject', code, pages: [] });
    expect(report.reasons[0]?.sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('takes a form that draws itself once, as every reader stops there, and no form that multiplies', async () => {
    const drawing = (content: string) => ({
      content: '/N Do',
      resources: '/XObject <</N 50 0 R>>',
      extraObjects: [
        `<</Subtype /Form /BBox [0 0 99 99] /Resources <</XObject <</N 50 0 R>>>> /Length ${content.length}>>\nstream\n${content}\nendstream`,
      ],
    });
    const once = samplePdf(drawing('0 0 9 9 re f /N Do'));
    expect((await takeIn(once, {}, intakeTools())).report).toMatchObject({ verdict: 'accept' });
    const twice = samplePdf(drawing('/N Do /N Do'));
    expect(await inspectPdf(twice)).toMatchObject({ code: 'pdf-too-complex' });
  });

  it('refuses more pages than allowed', async () => {
    const pdf = samplePdf({ rotations: [0, 0, 0] });
    expect(await inspectPdf(pdf, { maxPages: 2 })).toMatchObject({ code: 'pdf-too-many-pages' });
    expect(await inspectPdf(pdf, { maxPages: 3 })).toMatchObject({ verdict: 'accept' });
  });

  it.each([
    ['pdf-active-content', { catalog: '/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>' }],
    ['pdf-links-removed', { catalog: '/X <</S /URI /URI (file:///etc/passwd)>>' }],
    ['pdf-huge-image', { extraObjects: [HUGE_IMAGE], catalog: '/X 50 0 R' }],
    ['pdf-embedded-files', { catalog: '/Names <</EmbeddedFiles <<>>>>' }],
    ['pdf-xfa-layer', { catalog: '/AcroForm <</Fields [] /XFA []>>' }],
    ['pdf-hidden-layers', { catalog: '/OCProperties <</OCGs [] /D <</OFF [9 0 R]>>>>' }],
    ['pdf-crop-box-ignored', { cropBox: [5000, 5000, 6000, 6000] }],
  ])('takes a file with %s, saying so', async (code, kind) => {
    expect(await inspectPdf(samplePdf(kind))).toMatchObject({
      verdict: 'accept-after-warning',
      reasons: [{ code }],
    });
  });

  it('says nothing of a dense picture that is no burden', async () => {
    const dense = HUGE_IMAGE.replaceAll('30000', '4000');
    const kind = { mediaBox: [0, 0, 120, 90], extraObjects: [dense], catalog: '/X 50 0 R' };
    expect(await inspectPdf(samplePdf(kind))).toMatchObject({ verdict: 'accept', reasons: [] });
  });

  it('tells a signed file from a certified and from a tampered one', async () => {
    const signer = await softwareSigner();
    const signed = await sealPdf(samplePdf(), options, signer);
    const certified = await sealPdf(samplePdf(), { ...options, certify: 1 }, signer);
    expect(await inspectPdf(signed)).toMatchObject({ reasons: [{ code: 'pdf-already-signed' }] });
    expect(await inspectPdf(certified)).toMatchObject({ code: 'pdf-signature-forbids-changes' });
    expect(await inspectPdf(edit(signed, 'Sample', 'Simple'))).toMatchObject({
      code: 'pdf-signature-broken',
    });
  });

  it('takes a signed file with an empty line behind its end, as it is', async () => {
    const signed = await sealPdf(samplePdf(), options, await softwareSigner());
    const followedBy = async (tail: string) => {
      const upload = Buffer.concat([signed, latin1(tail)]);
      const { report, frozen } = await takeIn(upload, {}, intakeTools());
      return { verdict: report.verdict, code: report.code, isUpload: frozen === upload };
    };
    for (const tail of ['\n', '\r\n \r\n'])
      expect(await followedBy(tail)).toEqual({ verdict: 'accept-after-warning', code: null, isUpload: true });
    expect(await followedBy('% a remark\n')).toMatchObject({ code: 'pdf-signature-broken' });
  });

  it('takes what was only filled in after it was signed', async () => {
    const signed = await sealPdf(victimPdf(), options, await softwareSigner());
    const filled = (field: string) => {
      const body = `<</Type /Annot /Subtype /Widget /P 10 0 R /FT /Tx ${field}>>`;
      return { objects: [{ objectNumber: VICTIM.noteField, body }] };
    };
    const honest = '/T (note) /V (Bob) /Rect [72 500 300 520]';
    expect(await inspectPdf(appendRaw(signed, filled(honest)))).toMatchObject({
      verdict: 'accept-after-warning',
      reasons: [{ code: 'pdf-already-signed' }],
      facts: { document: { signatures: [{ kind: 'approval', verdict: 'intact' }] } },
    });
    const moved = honest.replace('72 500', '72 50');
    expect(await inspectPdf(appendRaw(signed, filled(moved)))).toMatchObject({
      code: 'pdf-signature-broken',
      facts: { document: { signatures: [{ verdict: 'changed-later' }] } },
    });
  });

  it('sees what was redrawn between two signatures', async () => {
    const { drawMarks } = await import('../pdf/draw-marks.js');
    const signer = await softwareSigner();
    const signed = await sealPdf(samplePdf(), options, signer);
    const box = { x: 0, y: 0, width: 0.5, height: 0.5 };
    const redrawn = await drawMarks(
      signed,
      [{ fieldId: 'a', pageIndex: 0, box, content: { kind: 'text', text: 'evil' } }],
      fonts,
    );
    expect(await inspectPdf(await sealPdf(signed, options, signer))).toMatchObject({
      verdict: 'accept-after-warning',
    });
    expect(await inspectPdf(await sealPdf(redrawn, options, signer))).toMatchObject({
      code: 'pdf-signature-broken',
    });
  });
});

describe('rehearse', () => {
  it.each([{}, { crossReference: 'stream' }, { form: 'indirect', rotations: [270, 0] }] as const)(
    'seals a copy of %j',
    async (kind) => {
      await expect(rehearse(samplePdf(kind), fonts)).resolves.toBeUndefined();
    },
  );

  it('says when a file cannot be sealed, and keeps the reason', async () => {
    await expect(rehearse(latin1('%PDF-1.7\n'), fonts)).rejects.toMatchObject({
      code: 'pdf-cannot-be-sealed',
      cause: { code: 'pdf-damaged' },
    });
  });
});
