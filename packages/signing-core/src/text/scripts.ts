/** Script tags as HarfBuzz takes them (ISO 15924). `Zyyy` goes with whatever stands before it. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Latin}/u, 'Latn'],
  [/\p{Script=Greek}/u, 'Grek'],
  [/\p{Script=Cyrillic}/u, 'Cyrl'],
  [/\p{Script=Han}/u, 'Hani'],
  [/\p{Script=Hiragana}/u, 'Hira'],
  [/\p{Script=Katakana}/u, 'Kana'],
  [/\p{Script=Hangul}/u, 'Hang'],
  [/\p{Script=Arabic}/u, 'Arab'],
  [/\p{Script=Hebrew}/u, 'Hebr'],
  [/\p{Script=Devanagari}/u, 'Deva'],
  [/\p{Script=Thai}/u, 'Thai'],
  [/\p{Script=Bopomofo}/u, 'Bopo'],
  [/\p{Script=Armenian}/u, 'Armn'],
  [/\p{Script=Georgian}/u, 'Geor'],
  [/\p{Script=Bengali}/u, 'Beng'],
  [/\p{Script=Gurmukhi}/u, 'Guru'],
  [/\p{Script=Gujarati}/u, 'Gujr'],
  [/\p{Script=Oriya}/u, 'Orya'],
  [/\p{Script=Tamil}/u, 'Taml'],
  [/\p{Script=Telugu}/u, 'Telu'],
  [/\p{Script=Kannada}/u, 'Knda'],
  [/\p{Script=Malayalam}/u, 'Mlym'],
  [/\p{Script=Sinhala}/u, 'Sinh'],
  [/\p{Script=Khmer}/u, 'Khmr'],
  [/\p{Script=Lao}/u, 'Laoo'],
  [/\p{Script=Myanmar}/u, 'Mymr'],
  [/\p{Script=Ethiopic}/u, 'Ethi'],
];

const known = new Map<string, string>();

/** The script of a grapheme by its first character. */
export function scriptOf(grapheme: string): string {
  const codePoint = grapheme.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return /[A-Za-z]/.test(grapheme) ? 'Latn' : 'Zyyy';
  const character = String.fromCodePoint(codePoint);
  const remembered = known.get(character);
  if (remembered) return remembered;
  const script = SCRIPTS.find(([pattern]) => pattern.test(character))?.[1] ?? 'Zyyy';
  // Bounded: one entry per character ever seen would be the whole of Unicode at most, but need not be kept.
  if (known.size >= 4096) known.clear();
  known.set(character, script);
  return script;
}

/**
 * Which national forms Han characters take: kana make a text Japanese, hangul Korean, bopomofo Traditional
 * Chinese; otherwise the hint decides, and without one Simplified Chinese.
 */
export function hanLanguage(text: string, hint?: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  if (/\p{Script=Bopomofo}/u.test(text)) return 'zh-Hant';
  if (!hint || !/^(ja|ko|zh)\b/i.test(hint)) return 'zh-Hans';
  return /^zh-(tw|hk|mo|hant)/i.test(hint)
    ? 'zh-Hant'
    : hint.slice(0, 2).toLowerCase().replace('zh', 'zh-Hans');
}
