import { PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type SampleEnvelopeOptions, type SamplePerson, sampleIds } from '../testing/sample-envelope.js';
import { buildCertificate, type CertificateInput } from './build-certificate.js';
import { renderCertificate } from './render-certificate.js';
import { elementsOf, type ReadElement, type ReadFile, readStructure } from './testing/read-structure.js';
import {
  ada,
  logOf,
  sampleFonts,
  sampleInput,
  samplePicture,
  strokesHash,
} from './testing/sample-certificate.js';

const drawn = { strokes: [[0.1, 0.5, 0.4, 0.2, 0.9, 0.6]], aspect: 3 };
const erika: SamplePerson = {
  ...{ name: 'Erika Mustermann', email: 'erika@example.de', role: 'signer', language: 'de-DE' },
  drawn: { ...drawn, sha256Hex: strokesHash(sampleIds.field(0, 0), drawn) },
};
const crowd = Array.from({ length: 50 }, (_, index): SamplePerson => {
  return {
    name: `Person ${index + 1}`,
    email: `p${index + 1}@example.org`,
    role: index % 5 ? 'signer' : 'copy',
  };
});

const cases: Record<string, SampleEnvelopeOptions> = {
  completed: { people: [erika, ada] },
  declined: { ending: 'declined' },
  voided: { ending: 'voided', title: '' },
  expired: { ending: 'expired' },
  'of fifty people': { people: crowd },
  'of many events': { filledCount: 120 },
  'with endless names': { people: [{ ...ada, name: 'A'.repeat(4000) }], documentName: 'b'.repeat(2500) },
};

async function drawFile(options: SampleEnvelopeOptions): Promise<Uint8Array> {
  const plain = sampleInput(options);
  const input: CertificateInput = {
    ...plain,
    envelope: { ...plain.envelope, timeZone: 'Europe/Berlin' },
    documents: plain.documents.map((document) => ({ ...document, thumbnail: samplePicture })),
    log: await logOf({ stream: `envelope:${sampleIds.envelope}`, records: plain.records }),
  };
  return await renderCertificate(buildCertificate(input), sampleFonts);
}

describe.each(Object.entries(cases))('a certificate %s', (_name, options) => {
  let file: ReadFile;
  beforeAll(async () => {
    file = await readStructure(await drawFile(options));
  }, 60_000);

  it('leaves nothing untagged, and nests nothing', () => {
    for (const page of file.pages) {
      expect(page.drawn.length).toBeGreaterThan(5);
      expect(page.untagged).toEqual([]);
      expect(page.nested).toBe(0);
    }
  });

  it('has each piece in the tree once, and the way back', () => {
    const content = elementsOf(file.root).flatMap((element) => element.content);
    const drawnPieces = file.pages.flatMap(({ mcids }, page) => mcids.map((id) => `${page}:${id}`));
    expect(content.toSorted()).toEqual(drawnPieces.toSorted());
    expect(new Set(content).size).toBe(content.length);
    expect(file.lostParents).toEqual([]);
  });

  it('has one title, headings that skip no level, and figures that say what they show', () => {
    const headings = elementsOf(file.root).filter(({ type }) => /^H\d$/.test(type));
    expect(headings.filter(({ type }) => type === 'H1')).toHaveLength(1);
    const levels = headings.map(({ type }) => Number(type.slice(1)));
    for (const [index, level] of levels.entries())
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    const figures = elementsOf(file.root, 'Figure');
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) expect(figure.alt?.trim()).toBeTruthy();
  });

  it('has tables whose rows are of one width and whose heads say what they head', () => {
    for (const table of elementsOf(file.root, 'Table')) {
      const widths = elementsOf(table, 'TR').map(({ kids }) =>
        kids.reduce((sum, { colSpan }) => sum + colSpan, 0),
      );
      expect(new Set(widths).size).toBe(1);
      for (const head of elementsOf(table, 'TH')) expect(head.scope).toMatch(/^(Row|Column)$/);
    }
  });
});

describe('a certificate for a recipient of another language', () => {
  it('marks what is in it', async () => {
    const { root } = await readStructure(await drawFile(cases.completed ?? {}));
    const german = elementsOf(root).filter(({ lang }) => lang === 'de');
    expect(german.map(({ type }) => type)).toEqual(expect.arrayContaining(['P', 'Span', 'TH', 'TD', 'H3']));
    // A word in front, and how to check it behind.
    expect(german.filter(({ type }) => type === 'P').length).toBeGreaterThanOrEqual(4);
    const party = elementsOf(root, 'Sect').find(({ kids }) => hasLang(kids, 'de'));
    expect(elementsOf(party ?? root, 'TH').filter(({ scope }) => scope === 'Column')).toHaveLength(2);
  });
});

describe('the story of a certificate for a recipient of another language', () => {
  it('is told in both, each event marked with the language it is told in', async () => {
    const { root } = await readStructure(await drawFile(cases.completed ?? {}));
    const [story] = elementsOf(root, 'Table')
      .filter((table) => elementsOf(table, 'TBody').length > 0)
      .slice(-1);
    if (story === undefined) throw new Error('A certificate has a table of events.');
    const rows = elementsOf(story, 'TR');
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) expect(elementsOf(row, 'Span').map(({ lang }) => lang)).toContain('de');
    const headings = elementsOf(root, 'H2').filter(({ kids }) => hasLang(kids, 'de'));
    expect(headings).toHaveLength(2);
  });

  it('is told once where everybody reads English', async () => {
    const { root } = await readStructure(await drawFile({}));
    expect(elementsOf(root).filter(({ lang }) => lang !== null)).toEqual([]);
  });
});

describe('the file', () => {
  it('says that it is tagged, in which language, and that it meets PDF/UA', async () => {
    const document = await PDFDocument.load(await drawFile({ title: 'A & B <c>\u0001' }), {
      updateMetadata: false,
    });
    const { catalog } = document;
    expect(catalog.lookup(PDFName.of('MarkInfo'), PDFDict).get(PDFName.of('Marked'))?.toString()).toBe(
      'true',
    );
    expect(String(catalog.lookup(PDFName.of('Lang')))).toContain('en');
    const preferences = catalog.lookup(PDFName.of('ViewerPreferences'), PDFDict);
    expect(preferences.get(PDFName.of('DisplayDocTitle'))?.toString()).toBe('true');
    const metadata = catalog.lookup(PDFName.of('Metadata'));
    const xmp = metadata instanceof PDFRawStream ? Buffer.from(metadata.contents).toString('utf8') : '';
    expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(xmp).toContain('A &amp; B &lt;c&gt;<');
    for (const page of document.getPages()) expect(page.node.get(PDFName.of('Tabs'))?.toString()).toBe('/S');
  });
});

function hasLang(elements: readonly ReadElement[], lang: string): boolean {
  return elements.some((element) => elementsOf(element).some((one) => one.lang === lang));
}
