import type { FieldValue, SigningField } from '@/api/signing';

/** Two fields whose tops differ by less than this share of the page stand on one line. */
const sameLine = 0.012;

/** Reading order: page, line, then left to right. */
export function inReadingOrder(fields: readonly SigningField[]): readonly SigningField[] {
  return [...fields].sort((a, b) => {
    if (a.pageNumber !== b.pageNumber) return a.pageNumber - b.pageNumber;
    return Math.abs(a.y - b.y) < sameLine ? a.x - b.x : a.y - b.y;
  });
}

/** Fields the signer can touch. Locked ones are the sender's, and dates the platform writes at signing. */
export function isTouchable(field: SigningField): boolean {
  return !field.locked;
}

/** A required checkbox must be ticked; everything else must hold something. */
export function isFilled(value: FieldValue): boolean {
  if (value === null) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.trim() !== '';
  return value.kind === 'typed' ? value.text.trim() !== '' : value.strokes.length > 0;
}

export type Values = Readonly<Record<string, FieldValue>>;

/** The required fields that count towards the progress, in reading order. */
export function countedFields(fields: readonly SigningField[]): readonly SigningField[] {
  return inReadingOrder(fields).filter((field) => field.required && isTouchable(field));
}

/** The next required empty field after `currentId`, from the top again when there is none below; null when all are done. */
export function nextOutstanding(
  fields: readonly SigningField[],
  values: Values,
  currentId: string | null,
): SigningField | null {
  const counted = countedFields(fields);
  const open = counted.filter((field) => !isFilled(values[field.id] ?? null));
  const all = inReadingOrder(fields);
  const at = all.findIndex((field) => field.id === currentId);
  return open.find((field) => all.indexOf(field) > at) ?? open[0] ?? null;
}
