import { createHash } from 'node:crypto';
import { SigningError } from '../errors.js';
import { visiblePage } from '../pdf/page-geometry.js';
import { type Page, walkPages } from '../pdf/page-tree.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { findContentProblems } from './content-cost.js';
import { findSignatureWarnings } from './existing-signatures.js';
import { findFeatures } from './features.js';
import { checkFileType } from './file-type.js';
import { normalisePdf } from './normalise/normalise-pdf.js';
import type { IntakeLimits, IntakeReason, PdfReport } from './report.js';

const DEFAULT_MAX_PAGES = 2000;

export interface TakenPdf {
  readonly report: PdfReport;
  /** What to freeze; null when rejected. The upload itself (the same array) when nothing had to change. */
  readonly frozen: Uint8Array | null;
}

/**
 * Decides whether an upload can be placed, filled in and sealed. Never throws for a bad file: the answer says
 * why, in a sentence. Run it in a process with memory and time limits all the same.
 */
export async function inspectPdf(bytes: Uint8Array, limits: IntakeLimits = {}): Promise<PdfReport> {
  return (await takeIn(bytes, limits)).report;
}

/** {@link inspectPdf}, and the file that is to be frozen in the upload's place. */
export async function takeIn(bytes: Uint8Array, limits: IntakeLimits = {}): Promise<TakenPdf> {
  const facts = { sha256Hex: sha256Hex(bytes), byteSize: bytes.length };
  try {
    checkFileType(bytes);
    const { bytes: frozen, changes } = await normalisePdf(bytes);
    const { pages, reasons } = await examine(frozen, limits.maxPages ?? DEFAULT_MAX_PAGES);
    const all = [...changes, ...reasons];
    const verdict = all.length > 0 ? 'accept-after-warning' : 'accept';
    const frozenSha256Hex = frozen === bytes ? facts.sha256Hex : sha256Hex(frozen);
    return { report: { verdict, code: null, reasons: all, ...facts, frozenSha256Hex, pages }, frozen };
  } catch (error) {
    const { code, message } = asRefusal(error);
    const reasons = [{ code, sentence: message }];
    return {
      report: { verdict: 'reject', code, reasons, ...facts, frozenSha256Hex: null, pages: [] },
      frozen: null,
    };
  }
}

const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function examine(
  bytes: Uint8Array,
  maxPages: number,
): Promise<{ pages: PdfReport['pages']; reasons: IntakeReason[] }> {
  const reader = new PdfReader(bytes);
  const pages = readPages(reader, maxPages);
  const visible = pages.map(visiblePage).map(({ widthPt, heightPt }) => ({ widthPt, heightPt }));
  const reasons = findFeatures(reader, visible);
  if (pages.some(hasUnusableCropBox)) reasons.push(CROP_BOX_IGNORED);
  findContentProblems(reader, pages);
  reasons.push(...(await findSignatureWarnings(reader)));
  return { pages: visible, reasons };
}

function readPages(reader: PdfReader, maxPages: number): Page[] {
  const pages: Page[] = [];
  for (const page of walkPages(reader)) {
    pages.push(page);
    if (pages.length > maxPages) {
      const sentence = `This PDF has more than ${maxPages.toLocaleString('en')} pages. Split it and send the parts.`;
      throw new SigningError('pdf-too-many-pages', sentence);
    }
  }
  if (pages.length === 0) throw new SigningError('pdf-no-pages', 'This PDF has no pages.');
  return pages;
}

const CROP_BOX_IGNORED: IntakeReason = {
  code: 'pdf-crop-box-ignored',
  sentence: 'A page asks to be cropped to a part it does not have; the whole page is shown instead.',
};

function hasUnusableCropBox({ cropBox, mediaBox }: Page): boolean {
  if (!cropBox || !mediaBox) return false;
  return (
    cropBox.right <= mediaBox.left ||
    cropBox.left >= mediaBox.right ||
    cropBox.top <= mediaBox.bottom ||
    cropBox.bottom >= mediaBox.top
  );
}

/** A defect of ours that a file provokes is still an answer about the file, never a crash of the upload. */
function asRefusal(error: unknown): SigningError {
  if (error instanceof SigningError) return error;
  if (isOutOfRoom(error)) {
    return new SigningError(
      'pdf-too-complex',
      'This PDF is too complex to read. Print it to a new PDF and use that copy.',
      { cause: error },
    );
  }
  return new SigningError(
    'pdf-damaged',
    'This PDF cannot be read. Open it in a PDF program, save it as a new PDF, and use that copy.',
    { cause: error },
  );
}

/** What the engine says when memory, a string or the stack cannot grow any more. */
function isOutOfRoom(error: unknown): boolean {
  return (
    error instanceof RangeError &&
    /allocat|call stack|Invalid (string|array|typed array) length/i.test(error.message)
  );
}
