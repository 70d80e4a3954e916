import type { PdfDict } from './objects.js';

export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly streamNumber: number; readonly index: number };

export type XrefKind = 'table' | 'stream';

/** One section and its trailer, as found in the file. */
export interface XrefSection {
  readonly offset: number;
  readonly kind: XrefKind;
  readonly trailer: PdfDict;
  readonly entries: Map<number, XrefEntry>;
  /** Object numbers of the streams the section is written in: used up, also where no entry lists them. */
  readonly streamNumbers: readonly number[];
}

export interface CrossReference {
  /** Newest first. */
  readonly sections: readonly XrefSection[];
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDict;
}
