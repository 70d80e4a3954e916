import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { drawMarks } from '../pdf/draw-marks.js';
import { samplePdf } from '../testing/sample-pdf.js';
import { findUndrawable } from './find-undrawable.js';

const fonts = loadFonts();

describe('findUndrawable', () => {
  it.each([
    'Zoë Ångström',
    'Łódź, Győr, Ștefan',
    'Ελένη',
    'Привет Ґанок',
    'Nguyễn Thị Ánh',
    'e\u0301',
    'a\tb\r\nc',
    '€ § № – “x”',
  ])('can draw %j in print and in script', (text) => {
    expect(findUndrawable(text, fonts, 'text')).toEqual([]);
    expect(findUndrawable(text, fonts, 'signature')).toEqual([]);
  });

  it.each([
    'محمد بن علي، السّلام',
    'می\u200cخواهم',
    'שָׁלוֹם',
    'क्षत्रिय श्रीमान्',
    'ภาษาไทย น้ำ',
    '李明 陳大文 𠮷野家 葛\u{e0100}',
    'たなか カ゚ ｶﾅ',
    '한국어',
    '😀👩‍👩‍👧🇩🇪👍🏽❤️1️⃣🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'Հայերեն ქართული বাংলা தமிழ் తెలుగు ਪੰਜਾਬੀ ភាសា ລາວ မြန်မာ አማርኛ',
    'q\u0301',
  ])('can draw %j in print and as a signature', (text) => {
    expect(findUndrawable(text, fonts, 'text')).toEqual([]);
    expect(findUndrawable(text, fonts, 'signature')).toEqual([]);
  });

  it.each([
    ['safe\u202Etxt', ['\u202E']],
    ['marks\u200F', ['\u200F']],
    ['isolate\u2066', ['\u2066']],
    ['nul\u0000', ['\u0000']],
    ['zero\u200Bwidth', ['\u200B']],
    ['soft\u00ADhyphen', ['\u00AD']],
    ['joined\u200Dlatin', ['d\u200D']],
    ['private\uE000', ['\uE000']],
    ['unassigned\u0378', ['\u0378']],
    ['filler\u3164', ['\u3164']],
    ['lone\uD800', ['\uD800']],
    ['\u0301 alone', ['\u0301']],
    ['ᚠᚢ runes', ['ᚠ', 'ᚢ']],
    ['葛\u{e01e0} has no such form', ['葛\u{e01e0}']],
  ])('names what it cannot draw in %j', (text, expected) => {
    expect(findUndrawable(text, fonts, 'text')).toEqual(expected);
  });

  it('sees a signature as the one line it becomes', () => {
    expect(findUndrawable('a\n\u0983', fonts, 'signature')).toEqual([' \u0983']);
  });

  it('reads no font a text does not need', () => {
    const never = { name: 'never.otf', covers: /^\p{Script=Han}/u, read: (): never => expect.unreachable() };
    const [sans] = fonts.sans;
    const chain = { ...fonts, sans: sans ? [sans, never] : [] };
    expect(findUndrawable('Plain Latin, ⵣ', chain, 'text')).toEqual(['ⵣ']);
  });

  it('keeps its word: what it lets pass is drawn', async () => {
    const box = { x: 0.1, y: 0.1, width: 0.3, height: 0.05 };
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (value) => {
        for (const [face, kind] of [
          ['text', 'text'],
          ['signature', 'typed-signature'],
        ] as const) {
          const drawing = drawMarks(
            samplePdf(),
            [{ fieldId: 'a', pageIndex: 0, box, content: { kind, text: value } }],
            fonts,
          );
          if (findUndrawable(value, fonts, face).length === 0) await drawing;
          else await expect(drawing).rejects.toThrow();
        }
      }),
      { numRuns: 40 },
    );
  });
});
