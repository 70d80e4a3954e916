import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { samplePdf } from '../testing/sample-pdf.js';
import { drawMarks } from './draw-marks.js';
import { findUndrawable } from './text-runs.js';

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
    ['漢字', ['漢', '字']],
    ['a😀b', ['😀']],
    ['عرب', ['ع', 'ر', 'ب']],
    ['safe\u202Etxt', ['\u202E']],
    ['nul\u0000', ['\u0000']],
    ['q\u0301', ['q\u0301']],
    ['zero\u200Bwidth', ['\u200B']],
    ['lone\uD800', ['\uD800']],
  ])('names what it cannot draw in %j', (text, expected) => {
    expect(findUndrawable(text, fonts, 'text')).toEqual(expected);
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
