import type { FractionBox } from '../../pdf/page-geometry.js';

export type FoundFieldType =
  | 'signature'
  | 'initials'
  | 'name'
  | 'date'
  | 'text'
  | 'checkbox'
  | 'dropdown'
  | 'radio';

export interface FoundOption {
  /** What is stored when the option is chosen. */
  readonly value: string;
  /** What people read; the value itself when the author gave no other words. */
  readonly label: string;
}

/**
 * A place an uploaded file asks people to fill in: an empty field of its form, or a placeholder tag in its text. All
 * texts are as the author wrote them, without control characters, and not to be trusted as markup.
 */
export interface FoundField {
  readonly source: 'form' | 'tag';
  /**
   * Unique in the file; boxes that shared a field in the form get a number behind its name. The buttons of a `radio` keep
   * names of their own and share their `group`.
   */
  readonly name: string;
  readonly type: FoundFieldType;
  /** From 0 on. */
  readonly pageIndex: number;
  /** Fractions of the visible page, origin top left. */
  readonly box: FractionBox;
  readonly required: boolean;
  /** What the author calls it when he speaks to people; the name when he does not. */
  readonly label: string;
  /** Who is to fill it in, by the author's word (`buyer`); null when he names nobody. */
  readonly role: string | null;
  /** Of a dropdown, all of them; of a radio button, the one it stands for; else empty. */
  readonly options: readonly FoundOption[];
  /** What the buttons of one choice share; null for every other field. */
  readonly group: string | null;
  /** Most characters of a text; null when there is no limit. */
  readonly maxLength: number | null;
  /** One character per cell, `maxLength` cells. */
  readonly comb: boolean;
  readonly multiline: boolean;
}
