/**
 * User text on its way into a mail. Control characters could start a header or hide a line (T-MAIL-1), direction marks
 * could make a name read backwards, so both go; runs of white space become one blank.
 */
export function oneLine(text: string, maxCharacters: number): string {
  const clean = withoutControls(text).replace(/\s+/gu, ' ').trim();
  return shorten(clean, maxCharacters);
}

/** As `oneLine`, but keeps the writer's line breaks (at most one empty line in a row). */
export function paragraphs(text: string, maxCharacters: number): string[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => withoutControls(line).trimEnd());
  const kept = lines.filter((line, index) => line !== '' || (lines[index - 1] ?? '') !== '');
  return shorten(kept.join('\n').trim(), maxCharacters).split('\n');
}

/** Safe between tags and inside a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ');
}

function shorten(text: string, maxCharacters: number): string {
  const characters = [...text];
  if (characters.length <= maxCharacters) return text;
  return `${characters
    .slice(0, maxCharacters - 1)
    .join('')
    .trimEnd()}…`;
}
