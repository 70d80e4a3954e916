import type { FractionBox } from '../../pdf/page-geometry.js';
import type { Rectangle } from '../../pdf/page-tree.js';

/** One page as it is seen, four bytes per pixel: red, green, blue, alpha. */
export interface PagePicture {
  readonly rgba: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Large pictures, which take longer to unpack than everything else on a page, can be left out and told apart by a hash. */
export type PageParts = 'all' | 'all-but-large-pictures';

export interface DrawnPage extends PagePicture {
  /** Identifies the page's large pictures, drawn or not, by their packed data, size and place; empty when there are none. */
  readonly large: string;
}

/** A character of a page's text, in reading order; lengths in units of the page's own space, y upwards. */
export interface PlacedCharacter {
  readonly text: string;
  /** Where the pen stood; null for one that is in no place, such as a space concluded from a gap. */
  readonly origin: { readonly x: number; readonly y: number } | null;
  /** As high as its font's line; null without a place. */
  readonly box: Rectangle | null;
}

/** A document as a second, independent program reads and draws it. Pages are counted from 0; null means no such page. */
export interface ViewedDocument {
  readonly pageCount: number;
  /** Height over width of the visible page; null also when it has no area. */
  aspectOf(pageIndex: number): number | null;
  /** `stopped` once `goOn`, asked time and again, has said no. */
  draw(
    pageIndex: number,
    widthPx: number,
    goOn: () => boolean,
    parts: PageParts,
  ): DrawnPage | 'stopped' | null;
  text(pageIndex: number): string | null;
  /** The same text, each character with its place. */
  characters(pageIndex: number): readonly PlacedCharacter[] | null;
  /** Where films, sounds and the like are. */
  mediaAreas(pageIndex: number): readonly FractionBox[];
  close(): void;
}

/** Null when that program cannot read the file. */
export type OpenPages = (bytes: Uint8Array) => Promise<ViewedDocument | null>;
