import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFonts } from '../../fonts/index.js';
import { drawMarks } from '../../pdf/draw-marks.js';
import { PdfiumDocument } from '../../rendering/index.js';
import { sealPdf } from '../../seal/seal-pdf.js';
import { softwareSigner } from '../../testing/index.js';
import { intakeTools } from '../../testing/intake-tools.js';
import { sampleStream } from '../../testing/sample-form.js';
import { type SamplePdfOptions, samplePdf } from '../../testing/sample-pdf.js';
import type { PlacedCharacter } from '../looking/page-viewer.js';
import { takeIn } from '../take-in.js';

async function charactersOf(bytes: Uint8Array, pageIndex = 0): Promise<readonly PlacedCharacter[]> {
  const document = await PdfiumDocument.open(bytes);
  const characters = document?.characters(pageIndex) ?? [];
  document?.close();
  return characters;
}

async function take(upload: Uint8Array) {
  const { report, frozen } = await takeIn(upload, {}, intakeTools());
  return { report, frozen: frozen ?? expect.unreachable(JSON.stringify(report.reasons)) };
}

const textOf = async (bytes: Uint8Array, pageIndex?: number): Promise<string> =>
  (await charactersOf(bytes, pageIndex)).map(({ text }) => text).join('');

const takeContent = (content: string, options: SamplePdfOptions = {}) =>
  take(samplePdf({ content, ...options }));

const TAG = '{{signature;role=buyer}}';

describe('a tag', () => {
  it.each([
    ['in one string', `(before ${TAG} after) Tj`],
    ['in pieces with spacing', '[(before {) -20 ({sig) 30 (nature) (;role=) -10 (buyer}} after)] TJ'],
    ['in several operators', '(before {{sig) Tj (nature;ro) Tj (le=buyer}) Tj (} after) Tj'],
    ['in hexadecimal', `(before ) Tj <${Buffer.from(TAG).toString('hex')}> Tj ( after) Tj`],
    ['on a line of its own', `(before) ' (${TAG}) ' (after) '`],
    ['with spacing set on its line', `(before) Tj 3 1 (${TAG} after) "`],
    ['stretched, spaced and raised', `110 Tz 0.4 Tc 2 Tw (before ) Tj 3 Ts (${TAG}) Tj 0 Ts ( after) Tj`],
    ['in two sizes', '(before {{signature;) Tj /F1 15 Tf (role=buyer) Tj /F1 12 Tf (}} after) Tj'],
    [
      'placed letter by letter',
      `(before ) Tj ${[...TAG].map((letter) => `(${letter}) Tj`).join(' ')} ( after) Tj`,
    ],
  ])('%s becomes a field and leaves no text', async (_name, shown) => {
    const { report, frozen } = await takeContent(`BT /F1 12 Tf 14 TL 72 700 Td ${shown} ET`);
    expect(report.notes.map(({ code }) => code)).toEqual(['pdf-tags-removed']);
    expect(report.fields).toMatchObject([
      { source: 'tag', type: 'signature', name: 'signature', role: 'buyer', required: true, pageIndex: 0 },
    ]);
    expect((await textOf(frozen)).replace(/\s+/g, ' ').trim()).toMatch(/^before ?after$/);
  });

  it('over two lines in two fonts is one field on the longer line', async () => {
    const content =
      'BT /F1 12 Tf 72 700 Td (Colour: {{dropdown;name=colour;) Tj 0 -14 Td /F2 12 Tf (options=red|dark) Tj 0 -14 Td (blue}} please) Tj ET';
    const fonts = '/Resources <</Font <</F1 3 0 R /F2 51 0 R>>>>';
    const { report, frozen } = await takeContent('/All Do', {
      resources: '/XObject <</All 50 0 R>>',
      extraObjects: [
        sampleStream(`/Type /XObject /Subtype /Form /BBox [0 0 595 842] ${fonts}`, content),
        '<</Type /Font /Subtype /Type1 /BaseFont /Courier-Bold>>',
      ],
    });
    expect(report.fields).toMatchObject([
      { name: 'colour', options: [{ value: 'red' }, { value: 'dark blue' }] },
    ]);
    expect(report.fields[0]?.box.y).toBeCloseTo((842 - 700 - 9) / 842, 1);
    expect((await textOf(frozen)).replace(/\s+/g, ' ').trim()).toBe('Colour: please');
  });

  it('in a subset font with codes of its own is taken out too', async () => {
    const mark = {
      fieldId: 'a',
      pageIndex: 0,
      box: { x: 0.1, y: 0.3, width: 0.8, height: 0.05 },
      content: { kind: 'text', text: `Grüße ${TAG} 日本` },
    } as const;
    const { report, frozen } = await take(await drawMarks(samplePdf(), [mark], loadFonts()));
    expect(report.notes.map(({ code }) => code)).toEqual(['pdf-tags-removed']);
    expect((await textOf(frozen)).replace(/\s+/g, ' ')).toMatch(/Sample agreement.*Grüße 日本/);
  });

  it('in a form that two pages share is taken out of both', async () => {
    const { report, frozen } = await takeContent('/Head Do', {
      rotations: [0, 90],
      resources: '/XObject <</Head 50 0 R>>',
      extraObjects: [
        sampleStream(
          '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Matrix [1 0 0 1 9 9] /Resources <</Font <</F1 3 0 R>>>>',
          `BT /F1 12 Tf 72 600 Td (Head ${TAG}) Tj ET`,
        ),
      ],
    });
    expect(report.fields.map(({ pageIndex, name }) => [pageIndex, name])).toEqual([
      [0, 'signature'],
      [1, 'signature 2'],
    ]);
    expect([await textOf(frozen, 0), await textOf(frozen, 1)].map((text) => text.trim())).toEqual([
      'Head',
      'Head',
    ]);
  });

  it('in a form that one page draws twice stays visible, with a note that says where', async () => {
    const { report, frozen } = await takeContent('q /Head Do Q q 1 0 0 1 0 -300 cm /Head Do Q', {
      resources: '/XObject <</Head 50 0 R>>',
      extraObjects: [
        sampleStream(
          '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <</Font <</F1 3 0 R>>>>',
          `BT /F1 12 Tf 72 600 Td (${TAG}) Tj ET`,
        ),
      ],
    });
    expect(report.fields).toHaveLength(2);
    expect(report.notes.map(({ code }) => code)).toEqual(['pdf-tag-visible', 'pdf-tag-visible']);
    expect(report.notes[0]?.sentence).toMatch(/on page 1, 72 pt from the left and 2\d\d pt from the top/);
    expect(await textOf(frozen)).toContain(TAG);
  });

  it('takes nothing with it that stands in the same place', async () => {
    const { report, frozen } = await takeContent(
      `BT /F1 12 Tf 1 0 0 1 72 700 Tm (${TAG}) Tj 1 0 0 1 72 700 Tm (Contract of sale, binding) Tj ET`,
    );
    expect(report.notes.map(({ code }) => code)).not.toContain('pdf-tags-removed');
    expect(await textOf(frozen)).toContain('Contract of sale');
  });

  it('has the size it asks for, stands on its line and stays on the page', async () => {
    const { report } = await takeContent(
      'BT /F1 12 Tf 72 700 Td ({{signature;width=200;height=60}}) Tj 400 80 Td ({{text;width=900;height=100}}) Tj ET',
    );
    const [signature, text] = report.fields.map(({ box }) => box);
    expect(signature?.x).toBeCloseTo(72 / 595, 2);
    expect(signature?.width).toBeCloseTo(200 / 595);
    expect((signature?.y ?? 0) + (signature?.height ?? 0)).toBeCloseTo((842 - 700 + 2.5) / 842, 2);
    expect(text).toMatchObject({ x: 0, y: 0, width: 1 });
  });

  it('is left alone in a signed file', async () => {
    const signed = await sealPdf(
      samplePdf({ content: `BT /F1 12 Tf 72 700 Td (${TAG}) Tj ET` }),
      { name: 'Test', reason: 'Test', signedAt: new Date('2030-01-01T00:00:00Z') },
      await softwareSigner(),
    );
    const { report, frozen } = await take(signed);
    expect(report).toMatchObject({ fields: [], notes: [] });
    expect(frozen).toBe(signed);
  });

  it('gets another name than a field of the form', async () => {
    const { report } = await takeContent('BT /F1 12 Tf 72 700 Td ({{text;name=name;label=City}}) Tj ET', {
      form: 'direct',
    });
    expect(report.fields.map(({ name, label }) => [name, label])).toEqual([['name', 'City']]);
  });
});

it('leaves every other letter where it was, however the text is written', async () => {
  const piece = fc.record({ cut: fc.integer({ min: 1, max: 9 }), move: fc.integer({ min: -80, max: 80 }) });
  const settings = fc.record({
    pieces: fc.array(piece, { minLength: 3, maxLength: 12 }),
    charSpace: fc.integer({ min: -2, max: 4 }),
    wordSpace: fc.integer({ min: 0, max: 8 }),
    stretch: fc.integer({ min: 80, max: 130 }),
    size: fc.integer({ min: 6, max: 16 }),
    turn: fc.constantFrom('1 0 0 1', '0 1 -1 0', '0.96 0.28 -0.28 0.96'),
  });
  const words = 'The buyer {{text;name=x;role=seller}} agrees';
  await fc.assert(
    fc.asyncProperty(settings, async ({ pieces, charSpace, wordSpace, stretch, size, turn }) => {
      let shown = '';
      let at = 0;
      for (let index = 0; at < words.length; index++) {
        const { cut = 3, move = 0 } = pieces[index % pieces.length] ?? {};
        shown += `(${words.slice(at, at + cut)}) ${move} `;
        at += cut;
      }
      const upload = samplePdf({
        content: `q ${turn} 200 300 cm BT /F1 ${size} Tf ${charSpace / 10} Tc ${wordSpace / 10} Tw ${stretch} Tz [${shown}] TJ ET Q`,
      });
      const { report, frozen } = await take(upload);
      expect(report.notes.map(({ code }) => code)).toEqual(['pdf-tags-removed']);
      const before = solid(await charactersOf(upload));
      const after = solid(await charactersOf(frozen));
      const tagAt = before.findIndex(({ text }) => text === '{');
      const expected = before.toSpliced(tagAt, before.findLastIndex(({ text }) => text === '}') - tagAt + 1);
      expect(after.map(({ text }) => text).join('')).toBe(expected.map(({ text }) => text).join(''));
      for (const [index, { x, y }] of expected.entries()) {
        expect(Math.abs((after[index]?.x ?? 0) - x)).toBeLessThan(0.5);
        expect(Math.abs((after[index]?.y ?? 0) - y)).toBeLessThan(0.5);
      }
    }),
    { numRuns: 12, seed: 5 },
  );
});

const solid = (characters: readonly PlacedCharacter[]) =>
  characters.flatMap(({ text, origin }) => (origin && text.trim() !== '' ? [{ text, ...origin }] : []));
