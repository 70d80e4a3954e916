import { describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { fitText } from './fit-text.js';
import { breaksAfter } from './line-breaks.js';
import { splitGraphemes } from './normalise-text.js';
import { prepareParagraph } from './paragraph.js';
import { setLine } from './set-line.js';

const { sans } = loadFonts();
const glyphsOf = (text: string, language?: string): number[] => {
  const { runs, glyphs } = prepareParagraph(text, sans, { language });
  return runs.flatMap((run) => (glyphs.get(run) ?? []).map(({ id }) => id));
};
const lineOf = (text: string) => setLine(prepareParagraph(text, sans), 0, text.length);
const spokenBy = (text: string) =>
  lineOf(text)
    .runs.flatMap(({ spoken }) => spoken.map(({ text: said }) => said))
    .filter((said) => !/[\u200e\u200f]/.test(said))
    .join('');

describe('shaping', () => {
  it('joins Arabic letters', () => {
    const alone = glyphsOf('ب');
    const joined = glyphsOf('ببب');
    expect(new Set([...joined, ...alone]).size).toBe(4);
    expect(glyphsOf('لا')).toHaveLength(1);
    expect(glyphsOf('ل\u200cا').length).toBeGreaterThan(1);
  });

  it('forms Devanagari conjuncts and moves the short i before its consonant', () => {
    expect(glyphsOf('क्ष')).toHaveLength(1);
    expect(glyphsOf('कि')[1]).toBe(glyphsOf('क')[0]);
  });

  it('places Thai tone marks above vowels', () => {
    const { runs, glyphs } = prepareParagraph('ผู้ที่', sans);
    const marks = runs.flatMap((run) => glyphs.get(run) ?? []).filter(({ advance }) => advance === 0);
    expect(marks.length).toBeGreaterThanOrEqual(4);
    expect(marks.some(({ x, y }) => x !== 0 || y !== 0)).toBe(true);
  });

  it('draws Han characters in the form of their country', () => {
    expect(glyphsOf('直', 'ja')).not.toEqual(glyphsOf('直'));
    expect(glyphsOf('直の')[0]).toBe(glyphsOf('直', 'ja')[0]);
    expect(glyphsOf('骨', 'zh-TW')).not.toEqual(glyphsOf('骨', 'zh-CN'));
    expect(glyphsOf('直한')[0]).toBe(glyphsOf('直', 'ko')[0]);
  });

  it('makes no arrow of "->"', () => {
    expect(glyphsOf('->')).toEqual([...glyphsOf('-'), ...glyphsOf('>')]);
  });
});

describe('directions', () => {
  it.each([
    ['שלום', 'םולש', true],
    ['שלום 123', '123 םולש', true],
    ['שלום ABC (x)', '(ABC (x םולש', true],
    ['Ms. שלום, x', 'Ms. םולש, x', false],
  ])('sets %j from left to right as %j', (text, visual, rightToLeft) => {
    expect(spokenBy(text).replaceAll(/[()]/g, '')).toBe(visual.replaceAll(/[()]/g, ''));
    expect(lineOf(text).rightToLeft).toBe(rightToLeft);
  });

  it('keeps a name from dragging the date beside it along', () => {
    const text = 'محمد · 2026-11-22 UTC';
    const paragraph = prepareParagraph(text, sans, { separator: ' · ' });
    const said = setLine(paragraph, 0, text.length).runs.flatMap(({ spoken }) =>
      spoken.map((code) => code.text),
    );
    expect(said.join('')).toMatch(/2026-11-22 UTC$/);
  });
});

describe('line breaks', () => {
  const lines = (text: string): string => {
    const graphemes = splitGraphemes(text);
    const breaks = breaksAfter(graphemes);
    return graphemes.map((grapheme, index) => grapheme + (breaks[index] ? '|' : '')).join('');
  };

  it.each([
    ['one two', 'one |two'],
    ['well-known -5 a- b', 'well-|known |-5 |a- |b'],
    ['李明，北京', '李|明，|北|京'],
    ['「東京」ー', '「東|京」ー'],
    ['ภาษาไทย', 'ภาษา|ไทย'],
    ['😀😀', '😀😀'],
  ])('breaks %j as %j', (text, broken) => {
    expect(lines(text)).toBe(broken);
  });

  it('wraps text without spaces into a box, and shrinks what is too long', () => {
    const box = { widthPt: 100, heightPt: 60 };
    for (const text of [
      '東京都港区'.repeat(8),
      'ภาษาไทย'.repeat(12),
      'محمد بن علي '.repeat(9),
      'W'.repeat(200),
    ]) {
      const fitted = fitText(text, sans, box, { maxSizePt: 11, ofHeight: 0.8 });
      expect(fitted.lines.length).toBeGreaterThan(1);
      for (const { width } of fitted.lines) expect(width * fitted.sizePt).toBeLessThanOrEqual(100.01);
      expect(fitted.lines.length * fitted.sizePt).toBeLessThanOrEqual(60.01);
    }
  });

  it('sets a long text in a moment', () => {
    for (const text of ['مُحَمَّدٌ '.repeat(2000), '葛飾区'.repeat(3000), 'e\u0301\u0302'.repeat(4000)])
      fitText(text.normalize('NFC'), sans, { widthPt: 200, heightPt: 100 }, { maxSizePt: 11, ofHeight: 0.8 });
  }, 20_000);
});
