/**
 * Controls, direction overrides, private and unassigned characters, fillers: nobody sees them, and they can make
 * a text read differently elsewhere.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Part of how a word is spelt (Persian, Indic scripts) or of one emoji: fine after a letter, not on their own. */
const JOINERS = /[\u200c\u200d]/g;
const JOINABLE =
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Extended_Pictographic}]/u;
/** They choose the look of the character before them. */
const VARIATION_SELECTORS =
  /(?<=[\p{Extended_Pictographic}\p{Script=Han}0-9#*])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
/** The flags of England, Scotland and Wales are spelt with invisible letters. */
const FLAG_TAGS = /(?<=^\u{1f3f4})[\u{e0061}-\u{e007a}]{3,6}\u{e007f}$/u;
/** A mark that has no letter to stand on; those with a width of their own may begin a grapheme. */
const LONE_MARK = /^[\p{Mn}\p{Me}]/u;

/** Whether a grapheme shows all it consists of. */
export function isVisible(grapheme: string): boolean {
  if (grapheme.length === 1 && grapheme >= ' ' && grapheme <= '~') return true;
  if (LONE_MARK.test(grapheme)) return false;
  let rest = grapheme.replace(VARIATION_SELECTORS, '').replace(FLAG_TAGS, '');
  if (JOINABLE.test(grapheme)) rest = rest.replace(JOINERS, '');
  return rest.length > 0 && !INVISIBLE.test(rest);
}

/** Characters that need no glyph of their own: joiners, selectors, tags. */
export const needsNoGlyph = (codePoint: number): boolean =>
  codePoint === 0x200c ||
  codePoint === 0x200d ||
  (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
  (codePoint >= 0xe0020 && codePoint <= 0xe01ef);

const EMOJI =
  /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\p{Extended_Pictographic}.*\u200d|\p{Regional_Indicator})/u;

/** Whether a grapheme asks to be shown as emoji rather than as a sign of the text (UTS #51 § 2). */
export const isEmoji = (grapheme: string): boolean => EMOJI.test(grapheme) && !grapheme.endsWith('\ufe0e');
