import type { FontSet } from '../fonts/font-set.js';
import type { FractionBox } from '../pdf/page-geometry.js';
import type { LookClock } from './looking/look-budget.js';
import type { OpenPages } from './looking/page-viewer.js';
import type { IntakeLimits, IntakeNote, IntakeReason, PdfReport } from './report.js';

/** What the steps need that is not computed from the file. */
export interface IntakeTools {
  /** PDFium, see `@sealwright/signing-core/rendering`. */
  readonly openPages: OpenPages;
  readonly fonts: FontSet;
  readonly clock: LookClock;
  /** When the answer has to be there, by `clock`. */
  readonly endsAtMs: number;
}

/** A file on its way from upload to frozen document. Each step takes what the one before left and adds what it found. */
export interface Taking {
  readonly upload: Uint8Array;
  readonly limits: IntakeLimits;
  /** Null outside of a sandbox: the steps that draw pages are then left out. */
  readonly tools: IntakeTools | null;
  /** The PDF that the steps behind the first begin with; the upload itself unless that was a picture. */
  pdf: Uint8Array;
  /** What would be frozen now; the upload itself (the same array) as long as nothing had to change. */
  bytes: Uint8Array;
  /** What the sender has to be told and to confirm. */
  readonly reasons: IntakeReason[];
  readonly notes: IntakeNote[];
  fields: PdfReport['fields'];
  /** The parts of the PDF were not where it says, and had to be looked for. */
  wasUnreadable: boolean;
  /** Where `bytes` may look different from `pdf`. */
  readonly redrawn: { readonly pageIndex: number; readonly box: FractionBox }[];
  facts: PdfReport['facts'];
  sourceFormat: PdfReport['sourceFormat'];
  pages: PdfReport['pages'];
}

export function startTaking(upload: Uint8Array, limits: IntakeLimits, tools: IntakeTools | null): Taking {
  return {
    ...{ upload, limits, tools, pdf: upload, bytes: upload, reasons: [], notes: [], redrawn: [] },
    ...{ fields: [], facts: null, sourceFormat: 'pdf', pages: [], wasUnreadable: false },
  };
}

/** For another try at the same PDF: what the steps behind the first did is undone. */
export function startOver(taking: Taking): void {
  taking.bytes = taking.pdf;
  taking.reasons.length = 0;
  taking.notes.length = 0;
  taking.redrawn.length = 0;
  taking.fields = [];
  taking.pages = [];
}
