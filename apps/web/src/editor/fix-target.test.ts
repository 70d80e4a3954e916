import { expect, it } from 'vitest';
import type { Draft } from './draft';
import { fixTarget } from './fix-target';

const draft: Draft = {
  ...{ title: '', message: '', expiresInDays: 30, fields: [] },
  recipients: [{ key: 'k', name: '', email: '', role: 'signer', routingOrder: 1 }],
};

it('leads from a readiness problem to the control that fixes it', () => {
  expect(fixTarget('/document', draft)).toBe('check-document');
  expect(fixTarget('/title', draft)).toBe('draft-title');
  expect(fixTarget('/recipients', draft)).toBe('add-person');
  expect(fixTarget('/recipients/0/email', draft)).toBe('person-k-email');
  expect(fixTarget('/recipients/0', draft)).toBe('palette-signature');
  expect(fixTarget('/recipients/9/name', draft)).toBe('add-person');
  expect(fixTarget('', draft)).toBeNull();
});
