import { createHash } from 'node:crypto';
import { SigningError } from '../errors.js';
import { visiblePage } from '../pdf/page-geometry.js';
import { type Page, walkPages } from '../pdf/page-tree.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { findContentProblems } from './content-cost.js';
import { refuseEncryption } from './encryption.js';
import { findSignatureWarnings } from './existing-signatures.js';
import { findFeatures } from './features.js';
import { checkFileType } from './file-type.js';
import type { IntakeLimits, IntakeReason, PdfReport } from './report.js';

const DEFAULT_MAX_PAGES = 2000;

/**
 * Decides whether an upload can be placed, filled in and sealed. Never throws for a bad file: the answer says
 * why, in a sentence. Run it in a process with memory and time limits all the same.
 */
export async function inspectPdf(bytes: Uint8Array, limits: IntakeLimits = {}): Promise<PdfReport> {
  const facts = { sha256Hex: createHash('sha256').update(bytes).digest('hex'), byteSize: bytes.length };
  try {
    const { pages, reasons } = await inspect(bytes, limits.maxPages ?? DEFAULT_MAX_PAGES);
    const verdict = reasons.length > 0 ? 'accept-after-warning' : 'accept';
    return { verdict, code: null, reasons, ...facts, pages };
  } catch (error) {
    const { code, message } = asRefusal(error);
    return { verdict: 'reject', code, reasons: [{ code, sentence: message }], ...facts, pages: [] };
  }
}

async function inspect(
  bytes: Uint8Array,
  maxPages: number,
): Promise<{ pages: PdfReport['pages']; reasons: IntakeReason[] }> {
  checkFileType(bytes);
  const reader = new PdfReader(bytes);
  await refuseEncryption(reader);
  const reasons = findFeatures(reader);
  const pages = readPages(reader, maxPages);
  const visible = pages.map(visiblePage);
  if (pages.some(hasUnusableCropBox)) reasons.push(CROP_BOX_IGNORED);
  findContentProblems(reader, pages);
  reasons.push(...(await findSignatureWarnings(reader)));
  return { pages: visible.map(({ widthPt, heightPt }) => ({ widthPt, heightPt })), reasons };
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
  return new SigningError(
    'pdf-damaged',
    'This PDF cannot be read. Open it in a PDF program, save it as a new PDF, and use that copy.',
    { cause: error },
  );
}
