import type { EnvelopeDocument } from '@/api/documents';
import type { Draft, DraftField } from './draft';
import { keepOnPage } from './field-geometry';
import type { PagePlace } from './page-in-view';

/** DOM id of a document's name in the list. */
export const documentNameId = (id: string) => `document-name-${id}`;

export function addDocument(draft: Draft, document: EnvelopeDocument): Draft {
  if (draft.documents.some(({ id }) => id === document.id)) return draft;
  return { ...draft, documents: [...draft.documents, document] };
}

export function renameDocument(draft: Draft, id: string, name: string): Draft {
  return {
    ...draft,
    documents: draft.documents.map((one) => (one.id === id ? { ...one, name } : one)),
  };
}

/** To another place in the order; one beyond the ends is the end. */
export function moveDocument(draft: Draft, id: string, toIndex: number): Draft {
  const moved = draft.documents.find((one) => one.id === id);
  const index = Math.max(0, Math.min(toIndex, draft.documents.length - 1));
  if (!moved || draft.documents[index] === moved) return draft;
  const documents = draft.documents.filter((one) => one !== moved);
  documents.splice(index, 0, moved);
  return { ...draft, documents };
}

/** The page itself, or the one it runs over to in the document after or before; null beyond all of them. */
export function pageBeyond({ documents }: Draft, { documentId, pageNumber }: PagePlace): PagePlace | null {
  const index = documents.findIndex(({ id }) => id === documentId);
  const pageCount = documents[index]?.pageCount ?? 0;
  if (pageNumber >= 1 && pageNumber <= pageCount) return { documentId, pageNumber };
  const next = documents[pageNumber < 1 ? index - 1 : index + 1];
  return next ? { documentId: next.id, pageNumber: pageNumber < 1 ? next.pageCount : 1 } : null;
}

/** Its fields go with it. */
export function removeDocument(draft: Draft, id: string): Draft {
  return {
    ...draft,
    documents: draft.documents.filter((one) => one.id !== id),
    fields: draft.fields.filter(({ documentId }) => documentId !== id),
  };
}

/**
 * A new version in the place of an old one. Fields stay where they are on pages that are still there; those of pages that
 * are gone are `lost`.
 */
export function replaceDocument(
  draft: Draft,
  id: string,
  next: EnvelopeDocument,
): { draft: Draft; lost: readonly DraftField[] } {
  const own = draft.fields.filter(({ documentId }) => documentId === id);
  const lost = own.filter(({ pageNumber }) => pageNumber > next.pageCount);
  const fields = draft.fields
    .filter((field) => !lost.includes(field))
    .map((field) => (field.documentId === id ? onNewPage(field, next) : field));
  const documents = draft.documents.map((one) => (one.id === id ? next : one));
  return { draft: { ...draft, documents, fields }, lost };
}

function onNewPage(field: DraftField, next: EnvelopeDocument): DraftField {
  const page = next.pages[field.pageNumber - 1];
  const box = page ? keepOnPage(field.box, page) : field.box;
  return { ...field, documentId: next.id, box };
}
