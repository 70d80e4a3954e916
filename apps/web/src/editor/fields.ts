import type { PageSize } from '@/api/documents';
import type { FieldType } from '@/api/envelopes';
import { type FieldTraits, plainTraits } from '@/api/field-traits';
import { addButton, buttonsOf, type ChoiceWords, newGroup, newOption } from './choices';
import { type Draft, type DraftField, newKey } from './draft';
import { freeBox, moveBox, newBox } from './field-geometry';
import { type PagePlace, pageId } from './page-in-view';

/** DOM id of a placed field, to give it the focus. */
export const placedId = (localId: string) => `placed-${localId}`;

export interface Place {
  readonly documentId: string;
  readonly pageNumber: number;
  readonly page: PageSize;
  readonly spot: Spot;
}

/** Centre of a new field in fractions of the page. A spot somebody pointed at is kept, even on another field. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly isPointedAt: boolean;
}

/** A new required field (checkboxes start optional) for a person; a choice begins with two buttons. */
export function addField(
  draft: Draft,
  type: FieldType,
  recipientKey: string,
  place: Place,
  words: ChoiceWords,
): { draft: Draft; localId: string } {
  const taken = draft.fields.filter((field) => isOnPage(field, place)).map((field) => field.box);
  const box = newBox(type, place.page, place.spot);
  const field: DraftField = {
    localId: newKey('field'),
    recipientKey,
    documentId: place.documentId,
    type,
    pageNumber: place.pageNumber,
    box: place.spot.isPointedAt ? box : freeBox(box, taken, place.page),
    required: type !== 'checkbox',
    label: '',
    ...plainTraits,
    ...firstTraits(type, draft, place.documentId, words),
    value: '',
  };
  if (type === 'radio')
    return { draft: withSecondButton(draft, field, place.page, words), localId: field.localId };
  return { draft: { ...draft, fields: [...draft.fields, field] }, localId: field.localId };
}

function firstTraits(
  type: FieldType,
  draft: Draft,
  documentId: string,
  words: ChoiceWords,
): Partial<FieldTraits> {
  if (type === 'radio') return { group: newGroup(draft, documentId, words), options: [newOption([], words)] };
  return type === 'dropdown' ? { options: [newOption([], words)] } : {};
}

function withSecondButton(draft: Draft, field: DraftField, page: PageSize, words: ChoiceWords): Draft {
  return addButton({ ...draft, fields: [...draft.fields, field] }, field, page, words).draft;
}

export function changeField(draft: Draft, localId: string, change: Partial<DraftField>): Draft {
  const fields = draft.fields.map((field) => (field.localId === localId ? { ...field, ...change } : field));
  return { ...draft, fields };
}

/** Another kind in the same place. What only the old kind had goes; what was filled in goes too. */
export function changeType(draft: Draft, field: DraftField, type: FieldType, words: ChoiceWords): Draft {
  if (type === field.type) return draft;
  const traits = { ...plainTraits, name: field.name, ...firstTraits(type, draft, field.documentId, words) };
  return changeField(draft, field.localId, { ...traits, type, value: '' });
}

export function removeField(draft: Draft, localId: string): Draft {
  return { ...draft, fields: draft.fields.filter((field) => field.localId !== localId) };
}

/** A copy beside the original, or on the page given. */
export function pasteField(
  draft: Draft,
  copied: DraftField,
  page: PageSize,
  { documentId, pageNumber }: PagePlace,
): { draft: Draft; localId: string } {
  const samePage = isOnPage(copied, { documentId, pageNumber });
  const box = samePage ? moveBox(copied.box, 0.02, 0.02, page) : moveBox(copied.box, 0, 0, page);
  const field = {
    ...copied,
    localId: newKey('field'),
    documentId,
    pageNumber,
    box,
    ...ownOption(draft, copied),
  };
  return { draft: { ...draft, fields: [...draft.fields, field] }, localId: field.localId };
}

/** A copied button stands for something of its own, or its choice could not be sent. */
function ownOption(draft: Draft, copied: DraftField): Partial<FieldTraits> {
  if (copied.type !== 'radio') return {};
  const word = copied.options[0]?.label ?? '';
  const taken = buttonsOf(draft, copied);
  return { options: [newOption(taken, { option: (number) => `${word} ${number}`.trim() })], name: '' };
}

export const isOnPage = (field: DraftField, { documentId, pageNumber }: PagePlace): boolean =>
  field.documentId === documentId && field.pageNumber === pageNumber;

/** In reading order, by the {@link pageId} of their page. */
export function fieldsByPage(draft: Draft): ReadonlyMap<string, readonly DraftField[]> {
  const pages = new Map<string, DraftField[]>();
  for (const field of fieldsInOrder(draft)) {
    const onPage = pages.get(pageId(field));
    if (onPage) onPage.push(field);
    else pages.set(pageId(field), [field]);
  }
  return pages;
}

/** Reading order, which is also the Tab order: document, page, then down, then across. */
export function fieldsInOrder({ fields, documents }: Draft): readonly DraftField[] {
  const places = new Map(documents.map(({ id }, index) => [id, index]));
  const placeOf = ({ documentId }: DraftField) => places.get(documentId) ?? documents.length;
  return [...fields].sort(
    (a, b) =>
      placeOf(a) - placeOf(b) ||
      a.pageNumber - b.pageNumber ||
      a.box.y - b.box.y ||
      a.box.x - b.box.x ||
      a.localId.localeCompare(b.localId),
  );
}
