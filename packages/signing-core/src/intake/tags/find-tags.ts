import type { PlacedCharacter } from '../looking/page-viewer.js';
import { beginsLikeTag, type ParsedTag, parseTag } from './parse-tag.js';
import { TagProblem } from './tag-keys.js';

/** A tag as it stands on a page: its characters, by their place in the page's text. */
export interface TagOnPage {
  readonly characters: readonly PlacedCharacter[];
  /** As it is read, for notes. */
  readonly text: string;
  readonly tag: ParsedTag | TagProblem;
}

const MOST_CHARACTERS = 1_000;
const MOST_LINE_ENDS = 8;
const SHOWN_CHARACTERS = 60;

/**
 * The tags in a page's text, whatever operators, fonts and lines they are spread over. A text that opens two braces and
 * does not close them is a tag only when a type of field stands behind them.
 */
export function findTags(characters: readonly PlacedCharacter[]): TagOnPage[] {
  const solid = withoutGaps(characters);
  const text = solid.map((character) => character.text.at(0) ?? ' ').join('');
  const found: TagOnPage[] = [];
  for (let at = nextBraces(text, 0); at >= 0; ) {
    const end = endOfMirrored(text, at) ?? (text[at] === '{' ? endOf(text, at + 2) : null);
    if (end !== null) {
      const inside = solid.slice(at + 2, end - 2);
      const tag = readTag(inside, isAtLineStart(text, at));
      found.push({ characters: solid.slice(at, end), text: asShown(text.slice(at, end)), tag });
    } else if (text[at] === '{' && beginsLikeTag(text.slice(at + 2, at + 2 + MOST_CHARACTERS))) {
      const [shown = ''] = text.slice(at + 2, at + SHOWN_CHARACTERS).split(/[\r\n]|\{\{/);
      const tag = new TagProblem('its end, }}, is missing.');
      found.push({ characters: solid.slice(at, at + 2), text: asShown(`{{${shown}`), tag });
    }
    at = nextBraces(text, end ?? at + 2);
  }
  return found;
}

function nextBraces(text: string, from: number): number {
  const braces = /\{\{|\}\}/g;
  braces.lastIndex = from;
  return braces.exec(text)?.index ?? -1;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/**
 * In right-to-left text braces are mirrored: what looks like `{{` is stored as `}}`, and beside other words a reader may take
 * only one pair for what it looks like. Behind such a tag; null when there is none. A `}}` that closes a tag is never asked
 * about.
 */
function endOfMirrored(text: string, at: number): number | null {
  const [line = ''] = text.slice(at, at + MOST_CHARACTERS).split(/[\r\n]/, 1);
  const [whole, opens, inside = '', closes] = /^(\{\{|\}\})([^{}]*)(\{\{|\}\})/.exec(line) ?? [];
  if (whole === undefined) return null;
  // One with words of its own script is no tag that could be read, but its braces belong together.
  const isMeant = beginsLikeTag(`${inside}}`) || (RIGHT_TO_LEFT.test(inside) && inside.includes(';'));
  if (isMeant && opens === '}}' && closes === '{{') return at + whole.length;
  if (!beginsLikeTag(`${inside}}`)) return null;
  const isOrdinary = opens !== closes || line.slice(whole.length).includes('}}');
  const before = text.slice(Math.max(0, at - MOST_CHARACTERS), at).split(/[\r\n]/);
  return !isOrdinary && RIGHT_TO_LEFT.test(`${before.at(-1)}${line}`) ? at + whole.length : null;
}

/** Gaps inside of `{ {` are spacing between letters, not spaces. */
function withoutGaps(characters: readonly PlacedCharacter[]): PlacedCharacter[] {
  return characters.filter((character, index) => {
    if (!isGap(character)) return true;
    const [before, after] = [characters[index - 1]?.text, characters[index + 1]?.text];
    return !((before === '{' && after === '{') || (before === '}' && after === '}'));
  });
}

/** A space that no glyph stands for, only a distance. */
const isGap = ({ origin, text }: PlacedCharacter): boolean => origin === null && text === ' ';

/** Behind the closing braces; null when there are none, or another tag begins first. */
function endOf(text: string, start: number): number | null {
  let lineEnds = 0;
  for (let at = start; at < text.length && at - start < MOST_CHARACTERS; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '}' && text[at + 1] === '}') return at + 2;
    else if (character === '{' && text[at + 1] === '{') return null;
    else if (character === '\n' && ++lineEnds > MOST_LINE_ENDS) return null;
  }
  return null;
}

const isAtLineStart = (text: string, at: number): boolean =>
  /(^|[\r\n])\s*$/.test(text.slice(Math.max(0, at - 20), at));

/** Letters that are spaced out look like words of one letter: then the tag is what stands without the gaps. */
function readTag(inside: readonly PlacedCharacter[], beginsLine: boolean): ParsedTag | TagProblem {
  const asRead = tryParse(joinLines(inside, beginsLine));
  if (!(asRead instanceof TagProblem) || !inside.some(isGap)) return asRead;
  const tight = tryParse(
    joinLines(
      inside.filter((character) => !isGap(character)),
      beginsLine,
    ),
  );
  return tight instanceof TagProblem ? asRead : tight;
}

/**
 * Lines are broken at spaces, which are then not on the page any more; a word that is too long for its line is broken
 * anywhere. A tag that stands at the start of its line and has no other space was such a word.
 */
function joinLines(inside: readonly PlacedCharacter[], beginsLine: boolean): string {
  const isOneWord = beginsLine && !inside.some(({ text }) => text === ' ');
  const text = inside.map((character) => character.text).join('');
  return text.replace(/(.?)[\r\n]+/gsu, (_all, before: string) =>
    isOneWord || before === '-' ? before : `${before} `,
  );
}

function tryParse(inside: string): ParsedTag | TagProblem {
  try {
    return parseTag(inside);
  } catch (error) {
    if (error instanceof TagProblem) return error;
    throw error;
  }
}

function asShown(text: string): string {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .toWellFormed();
  return plain.length > SHOWN_CHARACTERS ? `${plain.slice(0, SHOWN_CHARACTERS - 1).toWellFormed()}…` : plain;
}
