import type { PdfDict, PdfStream, PdfValue } from '../../pdf/objects.js';
import type { Operation } from './content-operations.js';

/** A content stream and, for a form XObject, the way to it. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly resources: PdfDict;
  /** Null for the page itself. */
  readonly within: {
    readonly parent: Content;
    readonly resourceName: string;
    readonly form: PdfStream;
  } | null;
  /** How often it is drawn; a change to what is drawn twice would show twice. */
  uses: number;
}

/** One code of a string that is shown. */
export interface ShownGlyph {
  readonly show: ShowOperation;
  /** Which string of the operation, and where in it. */
  readonly part: number;
  readonly at: number;
  /** Origin in the page's own space. */
  readonly x: number;
  readonly y: number;
  /** How far it moves the pen, as a `TJ` number would take back (thousandths of the font size). */
  readonly advance: number;
}

export interface ShowOperation {
  readonly content: Content;
  readonly operation: Operation;
  readonly bytesPerCode: 1 | 2;
  readonly parts: readonly PdfValue[];
}
