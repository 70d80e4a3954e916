import type { FieldMark, IntakeLimits, RehearsalFailure, TakenPdf } from '@sealwright/signing-core';

/** A stored PDF; `load` is called only when the answer is not in memory already. */
export interface PdfSource {
  readonly sha256Hex: string;
  load(): Promise<Uint8Array>;
}

/** What a parser that shares no code with ours (PDFium) reads in a sealed file. */
export interface SecondOpinion {
  readonly pageCount: number;
  readonly signatures: readonly {
    readonly byteRange: readonly number[];
    /** Every byte but the Contents string is covered, up to the end of the file. */
    readonly coversWholeFile: boolean;
    readonly subFilter: string;
    readonly contentsByteLength: number;
  }[];
}

/**
 * All work on bytes from outside: done in a child process without environment, with limits on memory, CPU and time. A
 * hostile file costs its own child, never this process.
 *
 * Every method throws AppError `pdf-timed-out` or `pdf-too-complex` when the child hit a limit, and `pdf-reader-busy` when
 * other work on this machine left no seat or too little time: the file is not to blame, and another try may help.
 */
export abstract class PdfSandbox {
  /**
   * The report and the file to freeze, normalised where that was needed: a second parser saw the same pages, and sealing
   * was rehearsed. Answers within 10 s; a bad file and one that met a limit are a report, not an error.
   */
  abstract takeIn(upload: Uint8Array, limits?: IntakeLimits): Promise<TakenPdf>;
  /**
   * Draws the marks on a copy, seals it with a throw-away key, verifies, and compares its pages outside of the marks. Null
   * when all went well.
   */
  abstract rehearse(frozen: Uint8Array, marks: readonly FieldMark[]): Promise<RehearsalFailure | null>;
  /** One page as WebP, `widthPx` wide (clamped to 64–2400). @throws AppError `pdf-page-missing`. */
  abstract renderPage(source: PdfSource, pageIndex: number, widthPx: number): Promise<Uint8Array>;
  /** Page 1 as a small JPEG, for a certificate. @throws AppError `pdf-page-missing`. */
  abstract thumbnail(source: PdfSource): Promise<Uint8Array>;
  /** The text of one page in reading order as PDFium sees it, for screen readers. @throws AppError `pdf-page-missing`. */
  abstract pageText(source: PdfSource, pageIndex: number): Promise<string>;
  /** Reads a sealed file with the second parser; the sealing step compares it with our verifier. */
  abstract secondOpinion(sealed: Uint8Array): Promise<SecondOpinion>;
  /** Kills the children. */
  abstract close(): Promise<void>;
}
