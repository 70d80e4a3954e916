import type { components } from './generated/api-types';

/** The kinds of fields, as the API lists them. */
export type FieldType = components['schemas']['FieldInput']['type'];

/** Box in fractions of the visible page, origin top left. */
export interface FieldBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FieldOption {
  /** What is stored when it is chosen. */
  readonly value: string;
  /** What people read. */
  readonly label: string;
}

/** What a field is beyond type, place and person. */
export interface FieldTraits {
  /** By which values of templates and lists find it; empty where it has none. */
  readonly name: string;
  /** Of a dropdown, all of them; of a radio button, the one it stands for. */
  readonly options: readonly FieldOption[];
  /** What the radio buttons of one choice share, within their document. */
  readonly group: string | null;
  /** Most characters of a text, as people count them. */
  readonly maxLength: number | null;
  /** One character per cell, `maxLength` cells. */
  readonly comb: boolean;
  readonly multiline: boolean;
}

export const plainTraits: FieldTraits = {
  ...{ name: '', options: [], group: null, maxLength: null, comb: false, multiline: false },
};

/** The traits of a field and nothing else of it. */
export function traitsOf({ name, options, group, maxLength, comb, multiline }: FieldTraits): FieldTraits {
  return { name, options, group, maxLength, comb, multiline };
}

/** What an uploaded file itself asks people to fill in. */
export interface FoundField extends FieldTraits, FieldBox {
  readonly source: 'form' | 'tag';
  readonly type: FieldType;
  readonly pageNumber: number;
  readonly required: boolean;
  readonly label: string;
  /** Who is to fill it in, by the author's word; null when nobody is named. */
  readonly role: string | null;
}
