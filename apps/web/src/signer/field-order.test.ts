import { describe, expect, it } from 'vitest';
import { plainTraits } from '@/api/field-traits';
import type { SigningField } from '@/api/signing';
import { countedFields, groupOf, inReadingOrder, isAnswered, isFilled, nextOutstanding } from './field-order';

const field = (
  id: string,
  pageNumber: number,
  y: number,
  x: number,
  more: Partial<SigningField> = {},
): SigningField => ({
  ...{ id, documentId: 'lease', pageNumber, x, y, width: 0.1, height: 0.03 },
  ...plainTraits,
  ...{ type: 'text', required: true, label: '', locked: false, value: null },
  ...more,
});
const fields = [
  field('second-page', 2, 0.1, 0.1),
  field('right', 1, 0.501, 0.6),
  field('left', 1, 0.505, 0.1),
  field('optional', 1, 0.2, 0.1, { required: false }),
  field('date', 1, 0.9, 0.1, { type: 'date', locked: true }),
  field('annex', 1, 0.1, 0.1, { documentId: 'annex' }),
];
const documents = [{ id: 'lease' }, { id: 'annex' }];
const ordered = inReadingOrder({ fields, documents });

describe('the order of fields', () => {
  it('reads a line from left to right even when its fields do not quite align', () => {
    expect(ordered.map((one) => one.id)).toEqual([
      'optional',
      'left',
      'right',
      'date',
      'second-page',
      'annex',
    ]);
  });

  it('follows the documents, whatever the order of their ids', () => {
    const turned = inReadingOrder({ fields, documents: documents.toReversed() });
    expect(turned.map((one) => one.id)).toEqual([
      'annex',
      'optional',
      'left',
      'right',
      'date',
      'second-page',
    ]);
  });

  it('counts only what the signer must fill in', () => {
    expect(countedFields(ordered).map((one) => one.id)).toEqual(['left', 'right', 'second-page', 'annex']);
  });

  it('goes on below, then starts again at the top, then ends', () => {
    const values = { right: 'x' };
    expect(nextOutstanding(ordered, values, null)?.id).toBe('left');
    expect(nextOutstanding(ordered, values, 'left')?.id).toBe('second-page');
    expect(nextOutstanding(ordered, values, 'second-page')?.id).toBe('annex');
    expect(nextOutstanding(ordered, values, 'annex')?.id).toBe('left');
    const all = { left: 'a', right: 'b', 'second-page': 'c', annex: 'd' };
    expect(nextOutstanding(ordered, all, 'left')).toBeNull();
  });
});

it('knows what is filled', () => {
  expect([null, '', ' ', false].map(isFilled)).toEqual([false, false, false, false]);
  expect(isFilled(true)).toBe(true);
  expect(isFilled({ kind: 'typed', text: ' ' })).toBe(false);
  expect(isFilled({ kind: 'drawn', strokes: [[0, 0, 1, 1]], aspect: 2 })).toBe(true);
});

describe('a choice of radio buttons', () => {
  const button = (id: string, y: number, more: Partial<SigningField> = {}) =>
    field(id, 1, y, 0.1, { type: 'radio', group: 'colour', required: false, ...more });
  const choice = [
    button('red', 0.1),
    button('blue', 0.2, { required: true }),
    button('other', 0.3, { group: 'size' }),
  ];

  it('counts once, by its first button, when any of its buttons is required', () => {
    expect(countedFields(choice).map((one) => one.id)).toEqual(['red']);
    expect(groupOf(button('blue', 0.2), choice).map((one) => one.id)).toEqual(['red', 'blue']);
  });

  it('is done with any of its buttons', () => {
    expect(nextOutstanding(choice, {}, null)?.id).toBe('red');
    expect(nextOutstanding(choice, { blue: true }, null)).toBeNull();
    expect(choice.map((one) => isAnswered(one, choice, { blue: true }))).toEqual([true, true, false]);
  });

  it('belongs to its document', () => {
    const copy = button('copy', 0.1, { documentId: 'annex' });
    expect(groupOf(copy, [...choice, copy])).toEqual([copy]);
  });
});
