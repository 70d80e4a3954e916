import type { FieldOption, FieldTraits } from './field-traits.js';
import type { DocumentId, FieldId, RecipientId } from './ids.js';

export const fieldTypes = [
  'signature',
  'initials',
  'name',
  'date',
  'text',
  'checkbox',
  'dropdown',
  'radio',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** Where something is drawn: fractions of the visible page (crop box, rotation applied), origin top left. */
export interface FieldBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A signature written with the keyboard or by hand. Strokes are flat x0,y0,x1,y1… fractions of the drawing area. */
export type SignatureValue =
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'drawn'; readonly strokes: readonly (readonly number[])[]; readonly aspect: number };

/** text, name, date: string. dropdown: the value of its option. checkbox, radio: boolean. signature, initials: SignatureValue. The JSON stored in field_value.value. */
export type FieldValue = string | boolean | SignatureValue;

export interface Field extends FieldTraits {
  readonly id: FieldId;
  readonly recipientId: RecipientId;
  readonly documentId: DocumentId;
  readonly position: number;
  readonly type: FieldType;
  /** 1 for the first page. */
  readonly pageNumber: number;
  readonly box: FieldBox;
  readonly required: boolean;
  readonly label: string;
  /** What the sender wrote there before sending; a checkbox or radio button holds 'true' or 'false'. */
  readonly prefilled: string | null;
  /** What the recipient put there; null until then. */
  readonly value: FieldValue | null;
  readonly filledAt: Date | null;
}

export function isSignatureType(type: FieldType): type is 'signature' | 'initials' {
  return type === 'signature' || type === 'initials';
}

export type PrefillableType = 'name' | 'text' | 'checkbox' | 'dropdown' | 'radio';

/** Ticked or not: its value is a boolean. */
export function isTickType(type: FieldType): type is 'checkbox' | 'radio' {
  return type === 'checkbox' || type === 'radio';
}

/** Signatures, initials and dates come from the recipient alone. */
export function isPrefillable(type: FieldType): type is PrefillableType {
  return !isSignatureType(type) && type !== 'date';
}

/**
 * What the sender filled in is part of the offer: the recipient reads it, or declines. A prefilled name is only a
 * suggestion, because everyone knows their own name best. One chosen radio button locks its whole group
 * (`isGroupLocked`).
 */
export function isLocked(field: Field): boolean {
  return field.prefilled !== null && isPrefillable(field.type) && field.type !== 'name';
}

/** The value that will be drawn: the recipient's own, else what the sender wrote. */
export function effectiveValue(field: Field): FieldValue | null {
  if (field.value !== null) return field.value;
  if (field.prefilled === null) return null;
  return isTickType(field.type) ? field.prefilled === 'true' : field.prefilled;
}

/** A required checkbox must be ticked, a radio button chosen; everything else must hold something. */
export function isFilled(field: Field): boolean {
  const value = effectiveValue(field);
  if (value === null) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.trim() !== '';
  return value.kind === 'typed' ? value.text.trim() !== '' : value.strokes.length > 0;
}

/** The option a dropdown or radio button stands for with this value; null for every other field and for no choice. */
export function chosenOption(
  field: Pick<Field, 'type' | 'options'>,
  value: FieldValue | null,
): FieldOption | null {
  if (field.type === 'dropdown') return field.options.find((option) => option.value === value) ?? null;
  if (field.type === 'radio' && value === true) return field.options[0] ?? null;
  return null;
}
