import { describe, expect, it } from 'vitest';
import type { SigningField } from '@/api/signing';
import { countedFields, inReadingOrder, isFilled, nextOutstanding } from './field-order';

const field = (
  id: string,
  pageNumber: number,
  y: number,
  x: number,
  more: Partial<SigningField> = {},
): SigningField => ({
  ...{ id, pageNumber, x, y, width: 0.1, height: 0.03 },
  ...{ type: 'text', required: true, label: '', locked: false, value: null },
  ...more,
});
const fields = [
  field('second-page', 2, 0.1, 0.1),
  field('right', 1, 0.501, 0.6),
  field('left', 1, 0.505, 0.1),
  field('optional', 1, 0.2, 0.1, { required: false }),
  field('date', 1, 0.9, 0.1, { type: 'date', locked: true }),
];

describe('the order of fields', () => {
  it('reads a line from left to right even when its fields do not quite align', () => {
    expect(inReadingOrder(fields).map((one) => one.id)).toEqual([
      'optional',
      'left',
      'right',
      'date',
      'second-page',
    ]);
  });

  it('counts only what the signer must fill in', () => {
    expect(countedFields(fields).map((one) => one.id)).toEqual(['left', 'right', 'second-page']);
  });

  it('goes on below, then starts again at the top, then ends', () => {
    const values = { right: 'x' };
    expect(nextOutstanding(fields, values, null)?.id).toBe('left');
    expect(nextOutstanding(fields, values, 'left')?.id).toBe('second-page');
    expect(nextOutstanding(fields, values, 'second-page')?.id).toBe('left');
    expect(nextOutstanding(fields, { left: 'a', right: 'b', 'second-page': 'c' }, 'left')).toBeNull();
  });
});

it('knows what is filled', () => {
  expect([null, '', ' ', false].map(isFilled)).toEqual([false, false, false, false]);
  expect(isFilled(true)).toBe(true);
  expect(isFilled({ kind: 'typed', text: ' ' })).toBe(false);
  expect(isFilled({ kind: 'drawn', strokes: [[0, 0, 1, 1]], aspect: 2 })).toBe(true);
});
