import { expect, it } from 'vitest';
import { parseIndirectObject } from './parse-indirect-object.js';

const dataOf = (text: string): string => {
  const { stream } = parseIndirectObject(Buffer.from(text, 'latin1'), 0, (value) => value ?? null);
  return Buffer.from(stream?.data ?? []).toString('latin1');
};

it('begins a stream behind the end of the line, also when blanks stand before that', () => {
  expect(dataOf('1 0 obj <</Length 3>> stream \r\nabc\nendstream endobj')).toBe('abc');
  expect(dataOf('1 0 obj <</Length 4>> stream\n abc\nendstream endobj')).toBe(' abc');
});
