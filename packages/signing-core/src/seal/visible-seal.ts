import type { FontSet } from '../fonts/font-set.js';
import type { PdfRef } from '../pdf/objects.js';
import type { FractionBox } from '../pdf/page-geometry.js';
import type { Page, Rectangle } from '../pdf/page-tree.js';
import type { RevisionWriter } from '../pdf/revision-writer.js';

/** Where and how a seal shows on a page. */
export interface VisibleSeal {
  readonly pageIndex: number;
  readonly box: FractionBox;
  readonly fonts: FontSet;
  /** PNG file, drawn beside the text. */
  readonly logoPng?: Uint8Array;
  /** Text of the seal; name, reason, place and time when left out. */
  readonly lines?: readonly string[];
}

/** What the appearance may say about the signature. */
export interface SealTexts {
  readonly name: string;
  readonly reason: string;
  readonly location?: string;
  readonly signedAt: Date;
}

export interface SealAppearance {
  /** `/Rect` of the widget in the page's user space. */
  readonly rectangle: Rectangle;
  /** The `/N` appearance: a form XObject that was added to the revision. */
  readonly normal: PdfRef;
}

/** `seal/appearance.ts` draws by this: into the revision under way, upright on the page as a reader shows it. */
export type RenderSealAppearance = (input: {
  readonly writer: RevisionWriter;
  readonly page: Page;
  /** Set when the field is there already: draw into exactly this rectangle. */
  readonly rectangle?: Rectangle;
  readonly visible: VisibleSeal;
  readonly texts: SealTexts;
}) => SealAppearance;
