import { describe, expect, it } from 'vitest';
import type { FieldType } from './field.js';
import { plainTraits } from './field-traits.js';
import { checkFieldValue, fieldValue } from './field-value.js';

const noSnowmen = (text: string) => (text.includes('☃') ? ['☃'] : []);
const check = (type: FieldType, value: Parameters<typeof checkFieldValue>[1]) =>
  checkFieldValue({ type, ...plainTraits }, value, noSnowmen);
const drawn = (strokes: number[][], aspect = 3) => ({ kind: 'drawn' as const, strokes, aspect });
const code = (name: string) => expect.objectContaining({ code: name, pointer: '/value' });

describe('a value for a field', () => {
  it('is text, a tick or a signature, as the type says', () => {
    expect(check('text', 'hello')).toBe('hello');
    expect(check('checkbox', false)).toBe(false);
    expect(check('signature', { kind: 'typed', text: ' Ada ' })).toEqual({ kind: 'typed', text: 'Ada' });
    expect(check('initials', drawn([[0, 0, 0.5, 0.5]]))).toEqual(drawn([[0, 0, 0.5, 0.5]]));
    expect(check('text', null)).toBeNull();
  });

  it('is stored in one spelling; empty text clears', () => {
    expect(check('text', 'Jose\u0301')).toBe('José');
    expect(check('text', '')).toBeNull();
  });

  it.each<[FieldType, Parameters<typeof checkFieldValue>[1]]>([
    ['text', true],
    ['checkbox', 'true'],
    ['signature', 'Ada'],
    ['name', { kind: 'typed', text: 'Ada' }],
    ['signature', { kind: 'typed', text: '   ' }],
    ['signature', drawn([[0.5, 0.5]])],
    ['signature', drawn([[0.5, 0.5, 0.501, 0.5]])],
    ['signature', drawn([[0, 0, 0.5]])],
    [
      'signature',
      drawn(Array.from({ length: 200 }, () => Array.from({ length: 200 }, (_, i) => (i % 10) / 10))),
    ],
  ])('%s refuses %j', (type, value) => {
    expect(() => check(type, value)).toThrow(code('field-value-invalid'));
  });

  it('refuses what the fonts cannot draw, when it is entered', () => {
    expect(() => check('text', 'snow ☃')).toThrow(code('text-undrawable'));
    expect(() => check('signature', { kind: 'typed', text: '☃' })).toThrow(code('text-undrawable'));
  });

  it.each([
    drawn([[0, 0, 1.01, 0]]),
    drawn([[Number.NaN, 0]]),
    drawn([[0, 0]], 0),
    drawn([]),
    { kind: 'svg', markup: '<script/>' },
    { kind: 'drawn', strokes: [['<svg>', 0]], aspect: 1 },
    { kind: 'typed', text: 'x', html: '<b>' },
    'x'.repeat(2_001),
  ])('is refused by shape: %j', (value) => {
    expect(fieldValue.safeParse(value).success).toBe(false);
  });
});
