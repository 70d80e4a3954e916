import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleFonts } from '../testing/sample-certificate.js';
import { embedFaces, type Faces } from './faces.js';
import { wrapText } from './wrap-text.js';

let faces: Faces;
beforeAll(async () => {
  faces = await embedFaces(await PDFDocument.create({ updateMetadata: false }), sampleFonts);
});

const unescaped = (text: string) =>
  text.replace(/\\u\{([0-9A-F]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('drawable text', () => {
  it('loses nothing: the escapes give the exact text back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(unescaped(faces.sans.drawable(text))).toBe(text.normalize('NFC'));
      }),
    );
  });

  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['Łukasz Ñandú Ευρυδίκη Юлия', 'Łukasz Ñandú Ευρυδίκη Юлия'],
    ['中', '\\u{4E2D}'],
    ['a\u202eb', 'a\\u{202E}b'],
    ['a\u200bb', 'a\\u{200B}b'],
    ['a\nb', 'a\\u{A}b'],
    ['\\u{41}', '\\u{5C}u{41}'],
    ['C:\\files', 'C:\\files'],
  ])('shows %j as %s', (text, shown) => {
    expect(faces.sans.drawable(text)).toBe(shown);
  });
});

describe('wrapText', () => {
  it('keeps every line within its width and drops no sign', () => {
    fc.assert(
      fc.property(
        fc.array(anyText, { maxLength: 12 }),
        fc.integer({ min: 60, max: 400 }),
        (words, widthPt) => {
          const text = faces.sans.drawable(words.join(' '));
          const lines = wrapText(faces.sans, text, 9, widthPt);
          for (const line of lines) expect(faces.sans.widthOf(line, 9)).toBeLessThanOrEqual(widthPt);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        },
      ),
    );
  });

  it('measures a line as wide as pdf-lib sets it', () => {
    const line = 'Efficient office: AVATAR To, “fi” — 0123';
    for (const face of Object.values(faces)) {
      expect(face.widthOf(line, 10)).toBeCloseTo(face.font.widthOfTextAtSize(line, 10), 6);
    }
  });

  it('breaks long addresses and file names after a separator', () => {
    const lines = wrapText(
      faces.sans,
      'someone.with.a.long.name@department.example-organisation.example',
      9,
      150,
    );
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/[@.-]$/);
  });
});
