import { describe, expect, it } from 'vitest';
import type { PlacedCharacter } from '../looking/page-viewer.js';
import { findTags } from './find-tags.js';
import { TagProblem } from './tag-keys.js';

/** A page's text with each character in a place of its own. */
const placed = (text: string): PlacedCharacter[] =>
  [...text].map((character, index) => {
    const isLineEnd = /[\r\n]/.test(character);
    const box = { left: index, bottom: 0, right: index + 1, top: 1 };
    return { text: character, origin: isLineEnd ? null : { x: index, y: 0 }, box: isLineEnd ? null : box };
  });

const named = (text: string) =>
  findTags(placed(text)).map(({ tag }) =>
    tag instanceof TagProblem ? tag.reason : `${tag.type} ${tag.name}`,
  );

describe('a tag in right-to-left text', () => {
  it('is read although its braces are stored as mirrored', () => {
    expect(named('}}signature;name=a{{\r\n}}date;name=b{{')).toEqual(['signature a', 'date b']);
  });

  it('is read beside other words, whichever pair of braces is turned', () => {
    expect(named('شكرا{{ signature;name=a b{{ :هنا')).toEqual(['signature a b']);
    expect(named('עברית}} text;name=a}}')).toEqual(['text a']);
  });

  it('is told of when it has words of that script itself, and spoils no other', () => {
    const [first, second] = named('}}اسم=signature;role=a;name{{\r\nעברית}} text;name=b}}');
    expect(first).toContain('is no type of field');
    expect(second).toBe('text b');
  });

  it('takes no word between two other tags for one', () => {
    expect(named('{{name;name=a}} text {{date;name=b}}')).toEqual(['name a', 'date b']);
    expect(named('עברית {{name;name=a}} text {{date;name=b}}')).toEqual(['name a', 'date b']);
  });

  it('does not hide that an end is missing', () => {
    expect(named('{{signature;role=a {{date;name=b}}')).toEqual(['its end, }}, is missing.', 'date b']);
    expect(named('עברית {{signature;role=a {{date;name=b}}')).toEqual(['its end, }}, is missing.', 'date b']);
  });
});
