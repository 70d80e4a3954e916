import type { FontFile } from './font-set.js';

type Bundled = (fileName: string, rest?: Partial<FontFile>) => FontFile;

/** Their Unicode name is that of their font. */
const OTHER_SCRIPTS = [
  'Armenian',
  'Georgian',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Khmer',
  'Lao',
  'Myanmar',
  'Ethiopic',
];

/**
 * What draws the characters the main faces lack, in order: a script's own font, everything else Latin, Greek or
 * Cyrillic, the one large font for Chinese, Japanese and Korean (the
 * Japanese file also has the variants of names; `locl` gives each language its forms), emoji in one colour.
 */
export const fallbackFonts = (bundled: Bundled): FontFile[] => [
  bundled('NotoSansArabic-Regular.ttf', {
    covers:
      /^[\p{Script_Extensions=Arabic}\u{10e60}-\u{10e7e}\u{1ee00}-\u{1eeff}\ufb50-\ufdff\ufe70-\ufeff]/u,
  }),
  bundled('NotoSansHebrew-Regular.ttf', { covers: /^[\p{Script=Hebrew}\u20aa]/u }),
  bundled('NotoSansDevanagari-Regular.ttf', { covers: /^[\p{Script_Extensions=Devanagari}]/u }),
  bundled('NotoSansThai-Regular.ttf', { covers: /^[\p{Script=Thai}\u0e3f]/u }),
  ...OTHER_SCRIPTS.map((script) =>
    bundled(`NotoSans${script}-Regular.ttf`, {
      covers: new RegExp(`^\\p{Script_Extensions=${script}}`, 'u'),
    }),
  ),
  bundled('NotoSans-Regular.ttf', { covers: /^[^\p{Script=Han}\p{Script=Hangul}\u3000-\u30ff]/u }),
  bundled('NotoSansCJKjp-Regular.otf', {
    covers:
      /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u2010-\u27bf\u2e80-\u33ff\ufe10-\ufe6f\uff00-\uffef\u{1f100}-\u{1f2ff}]/u,
  }),
  bundled('NotoEmoji-Regular.ttf', {
    covers: /^[\p{Emoji}\p{Regional_Indicator}]/u,
    emoji: true,
  }),
];
