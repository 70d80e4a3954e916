const UNSEEN = /^[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]+$/u;
const MOST_SHOWN = 10;

/**
 * Characters as a sentence can show them: one that nobody sees by its Unicode number, so that who pasted it can look
 * for it.
 */
export function listCharacters(graphemes: readonly string[]): string {
  const shown = graphemes.slice(0, MOST_SHOWN).map(nameOf).join(' ');
  return graphemes.length > MOST_SHOWN ? `${shown} …` : shown;
}

function nameOf(grapheme: string): string {
  const characters = [...grapheme];
  const hidden = characters.filter((character) => UNSEEN.test(character)).map(numberOf);
  if (hidden.length === 0) return grapheme;
  const seen = characters.filter((character) => !UNSEEN.test(character)).join('');
  return `${seen}${seen === '' ? '' : ' with '}${hidden.join(' ')} (invisible)`;
}

const numberOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
