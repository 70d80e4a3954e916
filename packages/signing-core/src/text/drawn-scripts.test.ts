import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { drawMarks } from '../pdf/draw-marks.js';
import { hasTool, readTool } from '../testing/external-tool.js';
import { samplePdf } from '../testing/sample-pdf.js';
import { findUndrawable } from './find-undrawable.js';

const fonts = loadFonts();
const folder = mkdtempSync(join(tmpdir(), 'sealwright-scripts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Kind = 'text' | 'typed-signature';

async function draw(texts: readonly string[], kind: Kind = 'text', width = 0.9): Promise<string> {
  const rows = texts.map((text, index) => ({
    fieldId: `f${index}`,
    pageIndex: 0,
    box: { x: 0.05, y: 0.02 + (index * 0.96) / texts.length, width, height: 0.7 / texts.length / 1.2 },
    content: { kind, text },
  }));
  const path = join(folder, `${Math.random().toString(36).slice(2)}.pdf`);
  writeFileSync(path, await drawMarks(samplePdf({ content: ' ' }), rows, fonts));
  return path;
}

/** pdftotext brackets what runs against the page with direction characters of its own. */
const withoutDirections = (text: string): string =>
  text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\f]/g, '');

const extracted = (path: string): string =>
  withoutDirections(readTool('pdftotext', ['-enc', 'UTF-8', path, '-']).toString('utf8')).trim();

const samples: readonly [script: string, text: string][] = [
  ['Latin', 'Zoë Ångström, office -> 10x10'],
  ['Latin with marks of its own', 'q́ x̃ ṩ'],
  ['Greek', 'Ελλάδα και Αθήνα'],
  ['Cyrillic', 'Привет, Київ'],
  ['Vietnamese', 'Nguyễn Thị Ánh'],
  ['Arabic', 'محمد بن علي'],
  ['Arabic ligatures', 'لا إله السلام'],
  ['Arabic with vowels', 'مُحَمَّد السّلام'],
  ['Arabic digits', 'عام ٢٠٢٦'],
  ['Persian with a joiner', 'می\u200cخواهم'],
  ['Urdu', 'اُردُو میں'],
  ['Hebrew', 'שלום, עולם'],
  ['Hebrew with vowels', 'שָׁלוֹם'],
  ['Devanagari', 'हिन्दी क्षत्रिय श्रीमान्'],
  ['Devanagari, reordered', 'राम शर्मा कि र्क'],
  ['Thai', 'ภาษาไทย น้ำที่ทำ ผู้ใหญ่'],
  ['Simplified Chinese', '李明，北京市'],
  ['Traditional Chinese', '陳大文 臺灣'],
  ['Japanese', '東京都港区 たなか カ゚'],
  ['Korean', '한국어 김철수'],
  ['rare ideographs', '𠮷野家 葛\u{e0100}'],
  ['Bengali', 'অনুচ্ছেদ কে'],
  ['Tamil', 'தமிழ் கொ'],
  ['Georgian and Armenian', 'ქართული Հայերեն'],
  ['emoji', '😀 ok'],
  ['emoji in several parts', '👩‍👩‍👧 👍🏽 🇩🇪 ❤️ 1️⃣'],
  ['mixed directions', 'محمد ABC 123 علي'],
  ['brackets between directions', 'John (أحمد) Smith'],
  ['numbers in Hebrew', 'שלום (abc) 12:30'],
  ['mixed scripts', '李明 Li Ming Привет'],
];

describe('drawn scripts', () => {
  it.skipIf(!hasTool('pdftotext')).each(samples)(
    '%s: what is extracted is what was typed',
    async (_, text) => {
      expect(extracted(await draw([text]))).toBe(text.normalize('NFC'));
      expect(extracted(await draw([text], 'typed-signature'))).toBe(text.normalize('NFC'));
    },
  );

  it.skipIf(!hasTool('pdftotext'))(
    'any accepted text comes out again',
    async () => {
      const character = fc.constantFrom(
        ...'abcXYZ09.,éßłøŠžạễğıΑωЖяєґ',
        ...'李明東京都陳臺灣直骨たなかタナカ한국어김',
        ...'กขคงที่น้ำไทย'.split(''),
        ...['कि', 'क्ष', 'श्री', 'र्म', 'नं', 'र', '😀', '👍🏽', '👩‍👩‍👧', 'q\u0301', 'x\u0303', 'か\u309a'],
      );
      const word = fc.array(character, { minLength: 2, maxLength: 12 }).map((parts) => parts.join(''));
      await fc.assert(
        fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 3 }), async (words) => {
          const text = words.join(' ').normalize('NFC');
          fc.pre(findUndrawable(text, fonts, 'text').length === 0);
          expect(extracted(await draw([text])).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        }),
        { numRuns: 30 },
      );
    },
    60_000,
  );

  it.skipIf(!hasTool('pdftotext'))(
    'any accepted word that runs right to left comes out again',
    async () => {
      const letter = fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي', 'لا', 'مُ', 'دَّ', 'ک\u200cی');
      const hebrew = fc.constantFrom(...'אבגדהוזחטיכלמנסעפצקרשת', 'שָׁ', 'בּ');
      const word = fc
        .oneof(letter, hebrew)
        .chain(() =>
          fc.oneof(
            fc.array(letter, { minLength: 2, maxLength: 10 }),
            fc.array(hebrew, { minLength: 2, maxLength: 10 }),
          ),
        );
      await fc.assert(
        fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 3 }), async (words) => {
          const text = words
            .map((parts) => parts.join(''))
            .join(' ')
            .normalize('NFC');
          expect(extracted(await draw([text]))).toBe(text);
        }),
        { numRuns: 30 },
      );
    },
    60_000,
  );

  it.skipIf(!hasTool('pdftoppm')).each(samples)(
    '%s: ink inside the box, and enough of it',
    async (_, text) => {
      for (const kind of ['text', 'typed-signature'] as const) {
        const image = readTool('pdftoppm', ['-r', '72', '-gray', await draw([text], kind, 0.4)]);
        const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 64).toString('latin1'));
        const [width, height] = [Number(header?.[1]), Number(header?.[2])];
        const pixels = image.subarray(header?.[0].length ?? 0);
        const dark = [...pixels.keys()].filter((at) => (pixels[at] ?? 255) < 160);
        expect(dark.length).toBeGreaterThan(10);
        for (const at of dark) {
          expect((at % width) / width).toBeGreaterThanOrEqual(0.05 - 2 / width);
          expect((at % width) / width).toBeLessThanOrEqual(0.45 + 2 / width);
          expect(Math.floor(at / width) / height).toBeLessThanOrEqual(0.02 + 0.7 / 1.2 + 2 / height);
        }
      }
    },
  );
});
