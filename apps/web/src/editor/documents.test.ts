import { describe, expect, it } from 'vitest';
import type { EnvelopeDocument } from '@/api/documents';
import { addDocument, moveDocument, removeDocument, renameDocument, replaceDocument } from './documents';
import { changedParts, type Draft, type DraftField } from './draft';

const documentOf = (id: string, pageCount = 2) =>
  ({
    ...{ id, name: `${id}.pdf`, pageCount },
    pages: Array.from({ length: pageCount }, () => ({ widthPt: 595, heightPt: 842 })),
  }) as unknown as EnvelopeDocument;
const fieldOf = (documentId: string, pageNumber: number) =>
  ({
    ...{ localId: `${documentId}-${pageNumber}`, documentId, pageNumber, type: 'text' },
    box: { x: 0.1, y: 0.1, width: 0.2, height: 0.05 },
  }) as unknown as DraftField;
const draft: Draft = {
  ...{ title: '', message: '', expiresInDays: 30, recipients: [] },
  documents: [documentOf('a'), documentOf('b'), documentOf('c')],
  fields: [fieldOf('a', 1), fieldOf('b', 1), fieldOf('b', 2)],
};
const order = ({ documents }: Draft) => documents.map(({ id }) => id).join('');

describe('documents of a draft', () => {
  it('move by one, to an end, and nowhere', () => {
    expect(order(moveDocument(draft, 'c', 1))).toBe('acb');
    expect(order(moveDocument(draft, 'a', 99))).toBe('bca');
    expect(moveDocument(draft, 'a', -1)).toBe(draft);
  });

  it('take their fields with them when removed, and are saved as one list', () => {
    const without = removeDocument(draft, 'b');
    expect(without.fields.map(({ localId }) => localId)).toEqual(['a-1']);
    expect(changedParts(draft, without)).toMatchObject({ documentIds: ['a', 'c'] });
  });

  it('are added once and renamed without touching the order', () => {
    const four = addDocument(draft, documentOf('d'));
    expect(order(four)).toBe('abcd');
    expect(addDocument(four, documentOf('d'))).toBe(four);
    const renamed = renameDocument(draft, 'b', 'Annex');
    expect(changedParts(draft, renamed)).toEqual({ documentNames: { b: 'Annex' } });
  });

  it('keep the fields that still fit when replaced, and name the others', () => {
    const { draft: next, lost } = replaceDocument(draft, 'b', documentOf('new', 1));
    expect(order(next)).toBe('anewc');
    expect(next.fields.map(({ documentId, pageNumber }) => `${documentId} ${pageNumber}`)).toEqual([
      'a 1',
      'new 1',
    ]);
    expect(lost.map(({ localId }) => localId)).toEqual(['b-2']);
  });
});
