import { describe, expect, it } from 'vitest';
import type { SigningField } from './api-shapes.js';
import { isSigningLink } from './inbox.js';
import { fieldsToFill, valueFor } from './sign-as.js';

const field = (type: SigningField['type'], traits: Partial<SigningField> = {}): SigningField => ({
  ...{ id: 'f', type, documentId: 'd', required: true, locked: false, label: null },
  ...{ options: [], group: null, maxLength: null, comb: false, multiline: false },
  ...traits,
});

describe('valueFor', () => {
  it('types for even and draws for odd signers', () => {
    expect(valueFor(field('signature'), 'Ada', 0)).toEqual({ kind: 'typed', text: 'Ada' });
    expect(valueFor(field('signature'), 'Ada', 1)).toMatchObject({ kind: 'drawn' });
  });

  it('draws inside the drawing area, in pairs', () => {
    const { strokes } = valueFor(field('signature'), 'Ada', 1) as { strokes: number[][] };
    for (const stroke of strokes) expect(stroke.length % 2).toBe(0);
    for (const number of strokes.flat()) {
      expect(number).toBeGreaterThanOrEqual(0);
      expect(number).toBeLessThanOrEqual(1);
    }
  });

  it.each([
    ['initials', { kind: 'typed', text: 'AL' }],
    ['name', 'Ada Lindqvist'],
    ['checkbox', true],
    ['radio', true],
  ] as const)('fills %s', (type, value) => {
    expect(valueFor(field(type), 'Ada Lindqvist', 0)).toEqual(value);
  });
});

describe('valueFor a field of a form', () => {
  it('takes an answer of a list, and a text that fits its cells', () => {
    const options = [{ value: 'basic' }, { value: 'full' }];
    expect(valueFor(field('dropdown', { options }), 'Ada', 0)).toBe('full');
    expect(valueFor(field('text', { comb: true, maxLength: 4 }), 'Ada', 0)).toBe('PO47');
    expect(valueFor(field('text', { multiline: true }), 'Ada', 0)).toMatch(/\n/);
  });
});

describe('fieldsToFill', () => {
  it('answers a choice once in each document, and leaves what is locked', () => {
    const fields = [
      field('radio', { id: 'a', group: 'pay' }),
      field('radio', { id: 'b', group: 'pay' }),
      field('radio', { id: 'c', group: 'pay', documentId: 'other' }),
      field('date', { id: 'e', locked: true }),
      field('text', { id: 'g', required: false }),
    ];
    expect(fieldsToFill(fields).map(({ id }) => id)).toEqual(['a', 'c', 'g']);
  });
});

describe('isSigningLink', () => {
  const token = 'k'.repeat(43);

  it.each([
    [true, `http://localhost:3000/s/${token}`],
    [false, `http://evil.example/s/${token}`],
    [false, `http://localhost:3001/s/${token}`],
    [false, 'http://localhost:3000/s/short'],
    [false, `http://localhost:3000/verify/${token}`],
  ])('is %s for %s', (expected, link) => {
    expect(isSigningLink(new URL(link), 'http://localhost:3000')).toBe(expected);
  });
});
