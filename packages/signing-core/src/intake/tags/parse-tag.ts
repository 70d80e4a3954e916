import type { FoundFieldType } from '../forms/found-field.js';
import {
  readSettings,
  splitUnescaped,
  TAG_TYPES,
  TagProblem,
  type TagSettings,
  unescapeText,
} from './tag-keys.js';

export interface ParsedTag extends TagSettings {
  readonly type: FoundFieldType;
}

/**
 * What stands between `{{` and `}}`: a type, then settings, each behind a semicolon (docs/placeholder-tags.md). Types and
 * keys may be written in capitals. Throws {@link TagProblem}.
 */
export function parseTag(inside: string): ParsedTag {
  const [first = '', ...rest] = splitUnescaped(inside, ';');
  const word = unescapeText(first).toLowerCase();
  const type = TAG_TYPES.find((known) => known === word);
  if (!type)
    throw new TagProblem(`“${shorten(word)}” is no type of field; there are ${TAG_TYPES.join(', ')}.`);
  const pairs = rest
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [key = '', ...value] = splitUnescaped(part, '=');
      const isOptions = unescapeText(key).toLowerCase() === 'options';
      const text = value.length === 0 ? null : value.join('=');
      // Options are taken apart before their escapes are.
      return {
        key: shorten(unescapeText(key).toLowerCase()),
        value: text === null || isOptions ? text : shorten(unescapeText(text)),
      };
    });
  return { type, ...readSettings(type, pairs) };
}

const MOST_CHARACTERS = 200;

const shorten = (text: string): string =>
  text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS).toWellFormed() : text;

/** Whether a text after `{{` is meant as a tag, for tags that do not end. */
export function beginsLikeTag(text: string): boolean {
  const word = /^\s*([a-z]+)\s*[;}]/i.exec(text)?.[1]?.toLowerCase();
  return TAG_TYPES.some((type) => type === word);
}
