import { describe, expect, it } from 'vitest';
import { buildCertificate } from './build-certificate.js';
import { renderCertificate } from './render-certificate.js';
import { readStructure } from './testing/read-structure.js';
import { sampleFonts, sampleInput, samplePicture } from './testing/sample-certificate.js';

const annexes = ['house-rules.pdf', 'inventory.pdf'];

describe('a certificate of three documents', () => {
  it('takes each from the record, with its fields where they were told', () => {
    const { documents } = buildCertificate(sampleInput({ annexes }));
    expect(documents.map(({ name, fieldCount }) => [name, fieldCount])).toEqual([
      ['service-agreement.pdf', null],
      ['house-rules.pdf', 2],
      ['inventory.pdf', 2],
    ]);
    expect(new Set(documents.map(({ sealedSha256Hex }) => sealedSha256Hex)).size).toBe(3);
  });

  it('names the one that an event is about, and none where there is only one', () => {
    const sentences = (names: string[]) =>
      buildCertificate(sampleInput({ annexes: names })).events.map(({ sentence }) => sentence);
    expect(sentences(annexes)).toContain('The token sealed the document “service-agreement.pdf”');
    expect(sentences([])).toContain('The token sealed the document');
  });

  it('is refused when one of them is left out or taken from elsewhere', () => {
    const input = sampleInput({ annexes });
    const mismatch = expect.objectContaining({ code: 'certificate-input-mismatch' });
    expect(() => buildCertificate({ ...input, documents: input.documents.slice(1) })).toThrow(mismatch);
    const [first, ...others] = input.documents;
    if (first === undefined) throw new Error('The sample has documents.');
    const foreign = [{ ...first, id: '01980000-0000-7000-8000-00000000dead' }, ...others];
    expect(() => buildCertificate({ ...input, documents: foreign })).toThrow(mismatch);
  });

  it('shows the first page of each', async () => {
    const input = sampleInput({ annexes });
    const documents = input.documents.map((one) => ({ ...one, thumbnail: samplePicture }));
    const bytes = await renderCertificate(buildCertificate({ ...input, documents }), sampleFonts);
    const text = JSON.stringify(await readStructure(bytes));
    for (const name of ['service-agreement.pdf', ...annexes]) expect(text).toContain(`First page of ${name}`);
  });
});
