/** A value and where it stands on the last page, in fractions of the page from its top left corner. */
export interface FieldValue {
  readonly text: string;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

const values = [
  'Ada Lindqvist',
  'Northlight Energy AB',
  'Head of Procurement',
  'Storgatan 12, 411 38 Gothenburg',
  '22 November 2026',
  'AL',
  '48,250.00 EUR',
  'Purchase order 4711-B',
  '+46 31 700 00 00',
  'ada.lindqvist@example.com',
  'I have read the terms',
  'A. Lindqvist',
];

/** Twelve values in two columns of six, as a contract's signature page has them. */
export const fieldValues: readonly FieldValue[] = values.map((text, index) => ({
  text,
  box: { x: 0.1 + (index % 2) * 0.42, y: 0.45 + Math.floor(index / 2) * 0.08, width: 0.38, height: 0.03 },
}));
