import type { Field } from './field.js';
import { effectiveValue, isLocked } from './field.js';

/** What is the same for the buttons of one choice and different for all others: a group lives within its document. */
export function groupKeyOf(field: Pick<Field, 'type' | 'documentId' | 'group'>): string | null {
  return field.type === 'radio' && field.group !== null
    ? JSON.stringify([field.documentId, field.group])
    : null;
}

/** The buttons of the same choice, this one among them; the field alone where it is no radio button. */
export function groupOf(field: Field, fields: readonly Field[]): readonly Field[] {
  const key = groupKeyOf(field);
  return key === null ? [field] : fields.filter((one) => groupKeyOf(one) === key);
}

/** Whether the sender chose already: then every button of the group is part of the offer. */
export function isGroupLocked(field: Field, fields: readonly Field[]): boolean {
  return groupOf(field, fields).some(isLocked);
}

/** One of the group is chosen. */
export function isGroupAnswered(group: readonly Field[]): boolean {
  return group.some((one) => effectiveValue(one) === true);
}
