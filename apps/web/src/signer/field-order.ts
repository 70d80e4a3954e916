import type { FieldValue, SigningDocument, SigningField, SigningState } from '@/api/signing';

/** Two fields whose tops differ by less than this share of the page stand on one line. */
const sameLine = 0.012;

/** Reading order: document, page, line, then left to right. */
export function inReadingOrder({
  fields,
  documents,
}: Pick<SigningState, 'fields'> & {
  readonly documents: readonly Pick<SigningDocument, 'id'>[];
}): readonly SigningField[] {
  const place = new Map(documents.map(({ id }, index) => [id, index]));
  const placeOf = (field: SigningField) => place.get(field.documentId) ?? 0;
  return [...fields].sort((a, b) => {
    if (a.documentId !== b.documentId) return placeOf(a) - placeOf(b);
    if (a.pageNumber !== b.pageNumber) return a.pageNumber - b.pageNumber;
    return Math.abs(a.y - b.y) < sameLine ? a.x - b.x : a.y - b.y;
  });
}

/** Fields the signer can touch. Locked ones are the sender's, and dates the platform writes at signing. */
export function isTouchable(field: SigningField): boolean {
  return !field.locked;
}

/** The radio buttons of the same choice in reading order; the field alone where it is none. */
export function groupOf(field: SigningField, fields: readonly SigningField[]): readonly SigningField[] {
  if (field.type !== 'radio' || field.group === null) return [field];
  const { documentId, group } = field;
  return fields.filter((one) => one.type === 'radio' && one.documentId === documentId && one.group === group);
}

/** A choice is answered by any of its buttons. */
export function isAnswered(field: SigningField, fields: readonly SigningField[], values: Values): boolean {
  return groupOf(field, fields).some((one) => isFilled(values[one.id] ?? null));
}

/** A required checkbox must be ticked; everything else must hold something. */
export function isFilled(value: FieldValue): boolean {
  if (value === null) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.trim() !== '';
  return value.kind === 'typed' ? value.text.trim() !== '' : value.strokes.length > 0;
}

export type Values = Readonly<Record<string, FieldValue>>;

/** The required fields that count towards the progress, in the order given; a choice counts once, by its first button. */
export function countedFields(fields: readonly SigningField[]): readonly SigningField[] {
  return fields.filter((field) => {
    const group = groupOf(field, fields);
    return isTouchable(field) && group[0]?.id === field.id && group.some(({ required }) => required);
  });
}

/**
 * The next required empty field after `currentId` in `fields`, which are in reading order: in this document or a later one,
 * from the top again when there is none below; null when all are done.
 */
export function nextOutstanding(
  fields: readonly SigningField[],
  values: Values,
  currentId: string | null,
): SigningField | null {
  const counted = countedFields(fields);
  const open = counted.filter((field) => !isAnswered(field, fields, values));
  const at = fields.findIndex((field) => field.id === currentId);
  return open.find((field) => fields.indexOf(field) > at) ?? open[0] ?? null;
}
