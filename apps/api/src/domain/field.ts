import type { DocumentId, FieldId, RecipientId } from './ids.js';

export const fieldTypes = ['signature', 'initials', 'name', 'date', 'text', 'checkbox'] as const;
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

/** text, name, date: string. checkbox: boolean. signature, initials: SignatureValue. The JSON stored in field_value.value. */
export type FieldValue = string | boolean | SignatureValue;

export interface Field {
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
  /** What the sender wrote there before sending; a checkbox holds 'true' or 'false'. */
  readonly prefilled: string | null;
  /** What the recipient put there; null until then. */
  readonly value: FieldValue | null;
  readonly filledAt: Date | null;
}

export function isSignatureType(type: FieldType): type is 'signature' | 'initials' {
  return type === 'signature' || type === 'initials';
}

/** Signatures, initials and dates come from the recipient alone. */
export function isPrefillable(type: FieldType): type is 'name' | 'text' | 'checkbox' {
  return !isSignatureType(type) && type !== 'date';
}

/**
 * Text and checkboxes the sender filled in are part of the offer: the recipient reads them, or declines. A prefilled
 * name is only a suggestion, because everyone knows their own name best.
 */
export function isLocked(field: Field): boolean {
  return field.prefilled !== null && (field.type === 'text' || field.type === 'checkbox');
}

/** The value that will be drawn: the recipient's own, else what the sender wrote. */
export function effectiveValue(field: Field): FieldValue | null {
  if (field.value !== null) return field.value;
  if (field.prefilled === null) return null;
  return field.type === 'checkbox' ? field.prefilled === 'true' : field.prefilled;
}

/** A required checkbox must be ticked; everything else must hold something. */
export function isFilled(field: Field): boolean {
  const value = effectiveValue(field);
  if (value === null) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.trim() !== '';
  return value.kind === 'typed' ? value.text.trim() !== '' : value.strokes.length > 0;
}
