import { describe, expect, it } from 'vitest';
import { type FoundField, plainTraits } from '@/api/field-traits';
import type { Draft, DraftRecipient } from './draft';
import { firstTargets, newPerson, nobody, personFor, rolesOf, takeOver, unusedItems } from './found-items';

const found = (name: string, more: Partial<FoundField> = {}): FoundField => ({
  ...plainTraits,
  ...{ source: 'form', type: 'text', pageNumber: 1, x: 0.1, y: 0.1, width: 0.2, height: 0.03 },
  ...{ required: false, label: name, role: null, name },
  ...more,
});
const button = (name: string, y: number) => found(name, { type: 'radio', group: 'Colour', y });
const person = (key: string, name: string, role: DraftRecipient['role'] = 'signer'): DraftRecipient => ({
  ...{ key, name, role },
  ...{ email: '', routingOrder: 1 },
});
const draft: Draft = {
  title: '',
  message: '',
  expiresInDays: 30,
  documents: [],
  recipients: [person('p', 'Ada')],
  fields: [],
};
const form = { id: 'd', foundFields: [found('city'), button('red', 0.3), button('blue', 0.4)] };

describe('what was found in a file', () => {
  it('is offered choice by choice and goes to the draft at once', () => {
    const items = unusedItems(draft, [form]);
    expect(items.map(({ fields }) => fields.length)).toEqual([1, 2]);
    const { draft: next, added } = takeOver(draft, items, () => 'p');
    expect(added).toHaveLength(3);
    expect(next.fields.map(({ recipientKey, group }) => [recipientKey, group])).toEqual([
      ['p', null],
      ['p', 'Colour'],
      ['p', 'Colour'],
    ]);
  });

  it('is never offered twice, wherever its fields were moved and however they are called now', () => {
    const { draft: next } = takeOver(draft, unusedItems(draft, [form]), () => 'p');
    const moved = next.fields.map((field, at) =>
      at === 0 ? { ...field, name: '' } : { ...field, box: { ...field.box, x: 0.7 } },
    );
    expect(unusedItems({ ...next, fields: moved }, [form])).toEqual([]);
    expect(unusedItems({ ...next, fields: [] }, [form])).toHaveLength(2);
  });

  it('belongs to its document: the same names in another file are other fields', () => {
    const { draft: next } = takeOver(draft, unusedItems(draft, [form]), () => 'p');
    expect(unusedItems(next, [form, { ...form, id: 'e' }]).map(({ documentId }) => documentId)).toEqual([
      'e',
      'e',
    ]);
  });

  it('may be left out, or bring new people along, one for each role', () => {
    const tags = {
      id: 't',
      foundFields: [
        found('a', { role: 'buyer' }),
        found('b', { role: 'seller', y: 0.5 }),
        found('c', { role: 'buyer', y: 0.7 }),
      ],
    };
    const items = unusedItems(draft, [tags]);
    expect(rolesOf(items)).toEqual(['buyer', 'seller']);
    const { draft: next } = takeOver(draft, items, ({ role }) => newPerson(role));
    expect(next.recipients).toHaveLength(3);
    const [first, second, third] = next.fields.map(({ recipientKey }) => recipientKey);
    expect(first).toBe(third);
    expect(first).not.toBe(second);
    expect(takeOver(draft, items, () => nobody).draft).toBe(draft);
  });
});

describe('whom a role means', () => {
  const people = [
    person('buyer', 'Ada'),
    person('x', 'Seller'),
    person('y', 'Cy', 'approver'),
    person('z', 'Di', 'copy'),
  ];

  it.each([
    ['Buyer', 'buyer'],
    ['seller', 'x'],
    ['approver', 'y'],
    ['signer2', 'x'],
    ['Person 3', 'y'],
    ['di', undefined],
    ['landlord', undefined],
  ])('%s', (role, key) => {
    expect(personFor(role, people)?.key).toBe(key);
  });

  it('is at first those meant, then the others in turn, then somebody new', () => {
    const targets = firstTargets(['seller', 'witness', null], people.slice(0, 2));
    expect([...targets.values()]).toEqual(['x', 'buyer', 'buyer']);
    expect([...firstTargets(['witness', null], []).values()]).toEqual([
      newPerson('witness'),
      newPerson(null),
    ]);
  });
});
