import { expect, it } from 'vitest';
import type { EnvelopeDocument } from '@/api/documents';
import type { Draft } from './draft';
import { fixTarget } from './fix-target';

const draft: Draft = {
  ...{ title: '', message: '', expiresInDays: 30, documents: [], fields: [] },
  recipients: [{ key: 'k', name: '', email: '', role: 'signer', routingOrder: 1 }],
};

const document: EnvelopeDocument = {
  ...{ id: '', name: 'a.pdf', sha256: '', fingerprint: '', byteSize: 1, pageCount: 1, pages: [] },
  report: { verdict: 'accept', reasons: [], notes: [] },
  ...{ warningsConfirmed: null, foundFields: [] },
};

const target = (pointer: string) => fixTarget({ code: 'any', pointer }, draft);

it('leads from a readiness problem to the control that fixes it', () => {
  expect(fixTarget({ code: 'warnings-unconfirmed', pointer: '/documentIds/1' }, draft)).toBe(
    'document-changes-1',
  );
  const documents = ['first', 'second'].map((id) => ({ ...document, id }));
  const failed = { code: 'rehearsal-failed', pointer: '/documents/1' };
  expect(fixTarget(failed, { ...draft, documents })).toBe('document-name-second');
  expect(fixTarget({ ...failed, pointer: '/documents/1/pages/0' }, { ...draft, documents })).toBe(
    'page-1-second',
  );
  expect(fixTarget({ ...failed, pointer: '/documents/1/pages/1' }, { ...draft, documents })).toBe(
    'document-name-second',
  );
  expect(fixTarget(failed, draft)).toBe('add-files');
  expect(target('/title')).toBe('draft-title');
  expect(target('/recipients')).toBe('add-person');
  expect(target('/recipients/0/email')).toBe('person-k-email');
  expect(target('/recipients/0')).toBe('palette-signature');
  expect(target('/recipients/9/name')).toBe('add-person');
  expect(target('')).toBeNull();
});
