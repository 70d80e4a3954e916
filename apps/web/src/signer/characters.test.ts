import { expect, it } from 'vitest';
import { firstCharacters, splitCharacters } from './characters';

it('counts what people count: letters with their marks and joined emoji are one', () => {
  expect(splitCharacters('e\u0301👩‍👩‍👧z')).toHaveLength(3);
  expect(firstCharacters('👩‍👩‍👧👩‍👩‍👧ab', 3)).toBe('👩‍👩‍👧👩‍👩‍👧a');
  expect(firstCharacters('abc', 3)).toBe('abc');
  expect(firstCharacters('abc', null)).toBe('abc');
});
