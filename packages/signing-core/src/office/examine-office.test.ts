import { describe, expect, it } from 'vitest';
import { sampleCompound, sampleDocx, sampleOdt, sampleZip, type ZipPart } from '../testing/sample-office.js';
import { examineOffice } from './examine-office.js';

const macros = 'application/vnd.ms-word.document.macroEnabled.main+xml';
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const slides = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml';
const drawing = 'application/vnd.ms-visio.drawing.main+xml';

describe('what an office file is', () => {
  it.each<[string, Buffer, string | null]>([
    ['a Word document', sampleDocx(), 'docx'],
    ['one with macros', sampleDocx({ mainType: macros }), 'docx'],
    ['a workbook', sampleDocx({ mainType: sheet }), 'xlsx'],
    ['a presentation', sampleDocx({ mainType: slides }), 'pptx'],
    ['an OpenDocument text', sampleOdt('<text:p>Text</text:p>'), 'odt'],
    ['an old Word document', sampleCompound('WordDocument'), 'doc'],
    ['an old workbook', sampleCompound('Workbook'), 'xls'],
    ['an RTF document', Buffer.from('{\\rtf1 Text}'), 'rtf'],
    ['a ZIP of anything', sampleZip([{ name: 'a.txt', data: Buffer.from('a') }]), null],
    ['a text', Buffer.from('plain text'), null],
    ['a PDF behind a few bytes', Buffer.from('PK\x03\x04\n%PDF-1.7'), null],
  ])('says of %s', async (_name, bytes, format) => {
    expect(await examineOffice(bytes)).toBe(format);
  });

  it.each<[string, string, Buffer]>([
    ['office-encrypted', 'Word with a password', sampleCompound('EncryptedPackage')],
    ['office-encrypted', 'OpenDocument with one', sampleOdt('', '<manifest:encryption-data/>')],
    [
      'office-encrypted',
      'a ZIP with one',
      sampleZip([{ name: 'mimetype', data: Buffer.from('a'), encrypted: true }]),
    ],
    ['office-unsupported', 'a drawing', sampleDocx({ mainType: drawing })],
    ['office-unsupported', 'a mail', sampleCompound('__nameid_version1.0')],
    ['office-damaged', 'half a document', sampleDocx().subarray(0, 500)],
  ])('refuses with %s: %s', async (code, _name, bytes) => {
    await expect(examineOffice(bytes)).rejects.toMatchObject({ code });
  });
});

describe('a package that unpacks to too much', () => {
  const zeros = (byteLength: number): Buffer => Buffer.alloc(byteLength);
  const types = { name: '[Content_Types].xml', data: Buffer.from('<Types/>') };
  const bomb = (...parts: readonly ZipPart[]) => examineOffice(sampleZip([types, ...parts]));

  it('is refused by what its directory says', async () => {
    const tooMuch = { name: 'word/document.xml', data: zeros(20 << 20) };
    await expect(bomb(tooMuch)).rejects.toMatchObject({ code: 'office-too-complex' });
    const many = Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}`, data: zeros(0) }));
    await expect(bomb(...many)).rejects.toMatchObject({ code: 'office-too-complex' });
  });

  it('is refused by what it does when its directory lies', async () => {
    const lie = { name: 'word/document.xml', data: zeros(20 << 20), declaredBytes: 1_000 };
    await expect(bomb(lie)).rejects.toMatchObject({ code: 'office-damaged' });
  });

  it('is refused when its XML defines entities', async () => {
    const laughs = {
      name: 'word/document.xml',
      data: Buffer.from('<!DOCTYPE a [<!ENTITY a "ha">]><a>&a;</a>'),
    };
    await expect(bomb(laughs)).rejects.toMatchObject({ code: 'office-too-complex' });
  });

  it('is refused when a name leads out of it, or stands twice', async () => {
    const twice = { name: 'word/document.xml', data: zeros(1) };
    for (const parts of [[{ name: '../../etc/cron.d/x', data: zeros(1) }], [twice, twice]]) {
      await expect(bomb(...parts)).rejects.toMatchObject({ code: 'office-damaged' });
    }
  });
});
