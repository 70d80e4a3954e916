import { expect, it } from 'vitest';
import { PdfDict, PdfStream } from '../../pdf/objects.js';
import { firstPage } from '../../pdf/page-tree.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { sealPdf } from '../../seal/seal-pdf.js';
import { samplePdf, softwareSigner } from '../../testing/index.js';
import { intakeTools } from '../../testing/intake-tools.js';
import { takeIn } from '../take-in.js';

const withTextBox = (rest: string): Uint8Array =>
  samplePdf({
    page: '/Annots [50 0 R]',
    extraObjects: [
      `<</Type /Annot /Subtype /FreeText /F 4 /Rect [72 500 300 560] /Contents (A word of caution) ${rest}>>`,
    ],
  });

const lookOf = (pdf: Uint8Array): PdfStream | null => {
  const reader = new PdfReader(pdf);
  const [item] = reader.arrayAt(firstPage(reader).dict, 'Annots') ?? [];
  const box = reader.resolve(item);
  const looks = box instanceof PdfDict ? reader.dictAt(box, 'AP') : null;
  const look = reader.resolve(looks?.get('N'));
  return look instanceof PdfStream ? look : null;
};

it.each([
  ['no default appearance', ''],
  ['one, and a background', '/DA (1 0 0 rg /Helv 12 Tf) /C [1 1 0] /Q 1'],
  ['no text', '/Contents ()'],
])('a text box without a look, with %s, is given one and can be sealed', async (_name, rest) => {
  const upload = withTextBox(rest);
  const { report, frozen } = await takeIn(upload, {}, intakeTools());
  expect(report).toMatchObject({ verdict: 'accept', notes: [{ code: 'pdf-text-boxes-drawn' }] });
  expect(lookOf(frozen ?? expect.unreachable())).not.toBeNull();
});

it('one with a look, and one in a signed file, stay as they are', async () => {
  const look = '<</N 51 0 R>>';
  const drawn = samplePdf({
    page: '/Annots [50 0 R]',
    extraObjects: [
      `<</Type /Annot /Subtype /FreeText /Rect [72 500 300 560] /AP ${look}>>`,
      '<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0>>\nstream\n\nendstream',
    ],
  });
  expect((await takeIn(drawn, {}, intakeTools())).frozen).toBe(drawn);
  const about = { name: 'Acme', reason: '', signedAt: new Date('2026-03-01T12:00:00Z') };
  const signed = await sealPdf(withTextBox(''), about, await softwareSigner());
  expect((await takeIn(signed, {}, intakeTools())).frozen).toBe(signed);
});
