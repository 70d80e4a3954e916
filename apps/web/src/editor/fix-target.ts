import type { ReadinessProblem } from '@/api/envelopes';
import { documentNameId } from './documents';
import type { Draft } from './draft';
import { placedId } from './fields';
import { pageId } from './page-in-view';

/** Where what was changed in a document is confirmed. */
export const changesId = (index: number | string): string => `document-changes-${index}`;

/** DOM id of the control where a readiness problem is fixed; null when it is nowhere on this screen. */
export function fixTarget(
  { code, pointer }: Pick<ReadinessProblem, 'code' | 'pointer'>,
  draft: Draft,
): string | null {
  const [, part, index, inner, pageIndex] = pointer.split('/');
  if (part === 'title') return 'draft-title';
  if (part === 'message') return 'draft-message';
  if (part === 'expiresInDays') return 'draft-expires';
  if (code === 'warnings-unconfirmed' && index !== undefined) return changesId(index);
  if (code === 'rehearsal-failed')
    return documentTarget(draft, index, inner === 'pages' ? Number(pageIndex) + 1 : undefined);
  if (part === 'documentIds') return 'add-files';
  if (part === 'recipients') return personTarget(draft, index, inner);
  if (part === 'fields') {
    const field = draft.fields[Number(index)];
    return field ? placedId(field.localId) : 'palette-signature';
  }
  return null;
}

/** The page that is meant; else the row of the document, with the button that replaces the file. */
function documentTarget(draft: Draft, index: string | undefined, pageNumber: number | undefined): string {
  const document = index === undefined ? undefined : draft.documents[Number(index)];
  if (!document) return 'add-files';
  const hasPage = pageNumber !== undefined && pageNumber <= document.pageCount;
  return hasPage ? pageId({ documentId: document.id, pageNumber }) : documentNameId(document.id);
}

function personTarget(draft: Draft, index: string | undefined, inner: string | undefined): string {
  const person = index === undefined ? undefined : draft.recipients[Number(index)];
  if (!person) return 'add-person';
  if (inner === undefined) return 'palette-signature';
  return `person-${person.key}-${inner === 'email' ? 'email' : 'name'}`;
}
