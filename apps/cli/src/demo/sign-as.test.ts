import { describe, expect, it } from 'vitest';
import type { SigningField } from './api-shapes.js';
import { isSigningLink } from './inbox.js';
import { valueFor } from './sign-as.js';

const field = (type: SigningField['type']): SigningField => ({
  id: 'f',
  type,
  required: true,
  locked: false,
  label: null,
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
  ] as const)('fills %s', (type, value) => {
    expect(valueFor(field(type), 'Ada Lindqvist', 0)).toEqual(value);
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
