import { deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { samplePdf } from '../testing/sample-pdf.js';
import { readEmbeddedFiles } from './embedded-files.js';
import { PdfReader } from './pdf-reader.js';

const MAX_BYTES = 1_000_000;

/** A PDF with this name tree; objects are numbered from 50. */
function withTree(tree: string, ...extraObjects: string[]): PdfReader {
  return new PdfReader(samplePdf({ catalog: `/Names <</EmbeddedFiles ${tree}>>`, extraObjects }));
}
const stream = (text: string) => `<</Type /EmbeddedFile /Length ${text.length}>>\nstream\n${text}\nendstream`;
const file = (name: string, stream: number) =>
  `<</Type /Filespec /F (${name}) /UF (${name}) /EF <</F ${stream} 0 R>>>>`;

describe('readEmbeddedFiles', () => {
  it('reads what another program attached', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    await document.attach(new Uint8Array([1, 2, 3]), 'a.bin', { mimeType: 'application/octet-stream' });
    await document.attach(Buffer.from('{"é": 1}'), 'ä.json', { mimeType: 'application/json' });
    const reader = new PdfReader(await document.save());
    const files = readEmbeddedFiles(reader, MAX_BYTES);
    expect(files.map(({ fileName, mediaType }) => [fileName, mediaType])).toEqual([
      ['a.bin', 'application/octet-stream'],
      ['ä.json', 'application/json'],
    ]);
    expect(Buffer.from(files[1]?.bytes ?? []).toString()).toBe('{"é": 1}');
  });

  it('follows the tree', () => {
    const reader = withTree(
      '<</Kids [51 0 R 52 0 R]>>',
      stream('one'),
      `<</Names [(a) ${file('a', 50)}]>>`,
      `<</Names [(b) ${file('b', 50)}]>>`,
    );
    expect(readEmbeddedFiles(reader, MAX_BYTES).map(({ fileName }) => fileName)).toEqual(['a', 'b']);
  });

  it('has nothing to read in a file without attachments', () => {
    expect(readEmbeddedFiles(new PdfReader(samplePdf()), MAX_BYTES)).toEqual([]);
  });

  it.each([
    ['one name twice', `<</Names [(a) ${file('a', 50)} (b) ${file('a', 50)}]>>`],
    ['two names', '<</Names [(a) <</F (a) /UF (b) /EF <</F 50 0 R>>>>]>>'],
    ['no name', '<</Names [(a) <</EF <</F 50 0 R>>>>]>>'],
    ['two contents', '<</Names [(a) <</F (a) /EF <</F 50 0 R /UF 51 0 R>>>>]>>'],
    ['no content', '<</Names [(a) <</F (a)>>]>>'],
    ['no pair', '<</Names [(a)]>>'],
    ['a loop', '52 0 R'],
    ['a filter nobody knows', `<</Names [(a) ${file('a', 53)}]>>`],
  ])('refuses %s', (_, tree) => {
    const odd = '<</Length 3 /Filter /Odd>>\nstream\nabc\nendstream';
    const reader = withTree(tree, stream('one'), stream('two'), '<</Kids [52 0 R]>>', odd);
    expect(() => readEmbeddedFiles(reader, MAX_BYTES)).toThrow(/damaged/);
  });

  it('stops at its limit', () => {
    const packed = deflateSync(Buffer.alloc(5000)).toString('latin1');
    const bomb = `<</Filter /FlateDecode /Length ${packed.length}>>\nstream\n${packed}\nendstream`;
    const reader = withTree(`<</Names [(a) ${file('a', 50)}]>>`, bomb);
    expect(() => readEmbeddedFiles(reader, 4999)).toThrow(/far more data/);
  });
});
