/** Written without spaces, broken between words that only a dictionary knows. */
const DICTIONARY = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Broken between any two characters. */
const IDEOGRAPHIC =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff01-\uff65]/u;
/** Never at the beginning of a line (UAX #14: CL, CP, EX, IS, NS, CJ). */
const NOT_FIRST =
  /^[\p{Pe}\p{Pf}!?,.:;%、。，．：；？！％‥…ー々〻ゝゞヽヾ・ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ～”’]/u;
/** Never at the end of a line (OP). */
const NOT_LAST = /^[\p{Ps}\p{Pi}“‘＄￥]/u;

let dictionary: Intl.Segmenter | undefined;

/**
 * After which graphemes a line may end: at spaces and hyphens, between ideographs, and between the words of
 * scripts that write none (a practical part of UAX #14).
 */
export function breaksAfter(graphemes: readonly string[]): boolean[] {
  const wordEnds = graphemes.some((grapheme) => DICTIONARY.test(grapheme)) ? endsOfWords(graphemes) : null;
  return graphemes.map((grapheme, index) => {
    const next = graphemes[index + 1];
    if (next === undefined) return false;
    if (grapheme === ' ') return next !== ' ';
    if (next === ' ') return false;
    if (NOT_FIRST.test(next) || NOT_LAST.test(grapheme)) return false;
    if (/^[-–—/]$/.test(grapheme)) return /^\p{L}/u.test(next) && index > 0 && graphemes[index - 1] !== ' ';
    if (IDEOGRAPHIC.test(grapheme) || IDEOGRAPHIC.test(next)) return true;
    return wordEnds !== null && DICTIONARY.test(grapheme) && wordEnds.has(index);
  });
}

function endsOfWords(graphemes: readonly string[]): Set<number> {
  dictionary ??= new Intl.Segmenter('th', { granularity: 'word' });
  const graphemeEndingAt = new Map<number, number>();
  let offset = 0;
  for (const [index, grapheme] of graphemes.entries()) {
    offset += grapheme.length;
    graphemeEndingAt.set(offset, index);
  }
  const ends = new Set<number>();
  for (const { index, segment } of dictionary.segment(graphemes.join(''))) {
    const grapheme = graphemeEndingAt.get(index + segment.length);
    if (grapheme !== undefined) ends.add(grapheme);
  }
  return ends;
}
