import { describe, expect, it } from 'vitest';
import { plainTraits } from '@/api/field-traits';
import type { Draft, DraftField, DraftRecipient } from './draft';
import { canShift, changePerson, earlier, later, removePerson } from './people';

const person = (key: string, routingOrder: number): DraftRecipient => ({
  ...{ key, routingOrder },
  name: key,
  email: `${key}@example.com`,
  role: 'signer',
});
const field = (localId: string, recipientKey: string): DraftField => ({
  ...plainTraits,
  ...{ localId, recipientKey },
  documentId: 'd',
  type: 'signature',
  pageNumber: 1,
  box: { x: 0, y: 0, width: 0.1, height: 0.1 },
  required: true,
  label: '',
  value: '',
});
const draftOf = (...recipients: DraftRecipient[]): Draft => ({
  ...{ title: 't', message: '', expiresInDays: 30, documents: [], recipients },
  fields: recipients.map((one) => field(`f-${one.key}`, one.key)),
});
const orders = (draft: Draft) =>
  draft.recipients.map(({ key, routingOrder }) => `${key}${routingOrder}`).join(' ');

describe('the order of people', () => {
  it('joins the step before, then goes before it', () => {
    const start = draftOf(person('a', 1), person('b', 2));
    const joined = earlier(start, 'b');
    expect(orders(joined)).toBe('a1 b1');
    expect(orders(earlier(joined, 'b'))).toBe('b1 a2');
  });

  it('joins the step after, then goes after it', () => {
    const joined = later(draftOf(person('a', 1), person('b', 2), person('c', 3)), 'a');
    expect(orders(joined)).toBe('a1 b1 c2');
    expect(orders(later(joined, 'a'))).toBe('b1 a2 c3');
  });

  it('stops at the ends', () => {
    const start = draftOf(person('a', 1), person('b', 2));
    expect(canShift(start.recipients, 'a', -1)).toBe(false);
    expect(earlier(start, 'a')).toBe(start);
    expect(canShift(start.recipients, 'a', 1)).toBe(true);
  });

  it('counts steps without gaps after somebody left', () => {
    expect(orders(removePerson(draftOf(person('a', 1), person('b', 2), person('c', 3)), 'b'))).toBe('a1 c2');
  });
});

describe('fields and their people', () => {
  it('leave together', () => {
    const draft = removePerson(draftOf(person('a', 1), person('b', 2)), 'a');
    expect(draft.fields.map((one) => one.recipientKey)).toEqual(['b']);
  });

  it('vanish when somebody only gets a copy, and stay otherwise', () => {
    const start = draftOf(person('a', 1));
    expect(changePerson(start, 'a', { role: 'copy' }).fields).toEqual([]);
    expect(changePerson(start, 'a', { name: 'B' }).fields).toBe(start.fields);
  });
});
