import type { PagePicture } from '../../intake/looking/page-viewer.js';
import type { FractionBox } from '../../pdf/page-geometry.js';

/** A letter or a word, and where it is seen. */
export interface SeenText {
  readonly text: string;
  readonly box: FractionBox;
}

/** A page as one program shows it. */
export interface SeenPage {
  readonly picture: PagePicture;
  readonly texts: readonly SeenText[];
}

/** What a program shows, and what it complained of meanwhile, without the places it names. */
export interface SeenDocument {
  readonly pages: readonly SeenPage[];
  readonly complaints: readonly string[];
}

/** A program that shows PDFs and shares no code with the others. */
export interface Viewer {
  readonly name: string;
  /**
   * Throws when it cannot show one of the pages.
   *
   * @param geometry a file of our own reading whose pages have the same boxes, for programs that only know page space
   */
  see(pdf: Uint8Array, pageIndexes: readonly number[], geometry: Uint8Array): Promise<SeenDocument>;
}

/** As wide as pages are drawn: fields of a few points have to be seen apart from what is beside them. */
export const VIEW_WIDTH_PX = 480;
