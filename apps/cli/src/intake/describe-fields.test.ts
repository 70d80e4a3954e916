import type { FoundField } from '@sealwright/signing-core';
import { expect, it } from 'vitest';
import { describeFields } from './describe-fields.js';

const field: FoundField = {
  ...{ source: 'form', name: 'city', type: 'text', pageIndex: 0, required: false, label: 'City', role: null },
  ...{ options: [], group: null, maxLength: null, comb: false, multiline: false },
  box: { x: 0, y: 0, width: 0.1, height: 0.1 },
};

it('lists what a person needs to know of each field', () => {
  const dropdown = ['red', 'green'].map((value) => ({ value, label: value.toUpperCase() }));
  const lines = describeFields([
    { ...field, maxLength: 8, comb: true },
    {
      ...field,
      source: 'tag',
      type: 'dropdown',
      name: 'colour',
      pageIndex: 2,
      role: 'buyer',
      options: dropdown,
      required: true,
    },
  ]);
  expect(lines).toEqual([
    '  2 fields to be filled in:',
    '      text      city    page 1, at most 8 characters, one per cell',
    '      dropdown  colour  page 3, placeholder tag, role buyer, required, RED | GREEN',
  ]);
});

it('says nothing of no fields and counts what it leaves out', () => {
  expect(describeFields([])).toEqual([]);
  const lines = describeFields(Array.from({ length: 23 }, () => field));
  expect(lines).toHaveLength(22);
  expect(lines.at(-1)).toBe('      and 3 more (--json lists them all)');
});
