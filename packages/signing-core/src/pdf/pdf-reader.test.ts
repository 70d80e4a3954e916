import { describe, expect, it } from 'vitest';
import { samplePdf } from '../testing/sample-pdf.js';
import { walkPages } from './page-tree.js';
import { PdfReader } from './pdf-reader.js';

const edit = (pdf: Uint8Array, from: string | RegExp, to: string): Uint8Array =>
  new Uint8Array(Buffer.from(Buffer.from(pdf).toString('latin1').replace(from, to), 'latin1'));

const countPages = (pdf: Uint8Array): number => [...walkPages(new PdfReader(pdf))].length;

const withCode = (code: string) => expect.objectContaining({ code });

describe('PdfReader', () => {
  it.each(['table', 'stream'] as const)('reads a cross-reference %s', (crossReference) => {
    expect(countPages(samplePdf({ rotations: [0, 90, 180], crossReference }))).toBe(3);
  });

  it('finds a table that the file misses by one byte', () => {
    const pdf = samplePdf();
    const start = /startxref\n(\d+)/.exec(Buffer.from(pdf).toString('latin1'))?.[1] ?? '';
    expect(countPages(edit(pdf, /startxref\n\d+/, `startxref\n${Number(start) + 1}`))).toBe(1);
  });

  it.each([
    ['bytes before the header', (pdf: Uint8Array) => edit(pdf, '%PDF-', 'x%PDF-')],
    ['a cut end', (pdf: Uint8Array) => pdf.subarray(0, pdf.length / 2)],
    ['an object at another place', (pdf: Uint8Array) => edit(pdf, '10 0 obj', '12 0 obj')],
    [
      'a table of contents in a circle',
      (pdf: Uint8Array) => {
        const start = /startxref\n(\d+)/.exec(Buffer.from(pdf).toString('latin1'))?.[1];
        return edit(pdf, '/Root 1 0 R>>\nstartxref', `/Root 1 0 R /Prev ${start}>>\nstartxref`);
      },
    ],
    ['a page tree in a circle', (pdf: Uint8Array) => edit(pdf, '/Kids [10 0 R]', '/Kids [ 2 0 R]')],
    ['a length in a circle', (pdf: Uint8Array) => edit(pdf, /\/Kids \[10 0 R\]/, '/Kids [11 0 R]')],
  ])('refuses %s', (_, damage) => {
    expect(() => countPages(damage(samplePdf()))).toThrowError(withCode('pdf-damaged'));
  });

  it('refuses a stream that is longer or shorter than it says', () => {
    const pdf = edit(samplePdf(), /\/Length 47 /, '/Length 46 ');
    const reader = new PdfReader(pdf);
    const [page] = [...walkPages(reader)];
    expect(() => reader.resolve(page?.dict.get('Contents'))).toThrowError(withCode('pdf-damaged'));
  });

  it('notices a key that is there twice', () => {
    const pdf = edit(samplePdf({ catalog: '/A 1 /A 2' }), 'x', 'x');
    expect(new PdfReader(pdf).catalog.hasDuplicateKey).toBe(true);
  });

  it('does not run out of stack on nested arrays', () => {
    const pdf = samplePdf({ catalog: `/Deep ${'['.repeat(5000)}${']'.repeat(5000)}` });
    expect(() => new PdfReader(pdf).catalog).toThrowError(withCode('pdf-damaged'));
  });
});
