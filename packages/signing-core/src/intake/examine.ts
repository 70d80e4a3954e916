import { SigningError } from '../errors.js';
import { visiblePage } from '../pdf/page-geometry.js';
import { type Page, walkPages } from '../pdf/page-tree.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { findContentProblems } from './content-cost.js';
import { findSignatureWarnings } from './existing-signatures.js';
import { isCroppedToNothing } from './facts/cropped-to-nothing.js';
import type { SignatureFact } from './facts/pdf-facts.js';
import { findFeatures } from './features.js';
import { describeChange } from './normalise/describe-change.js';
import type { Taking } from './taking.js';

const DEFAULT_MAX_PAGES = 2000;

/**
 * Looks at the file that is to be frozen: its pages, what they cost to draw, what it holds. Throws {@link SigningError}.
 *
 * @param source used again where it is of that very file: of a large one, reading takes longest
 */
export async function examine(taking: Taking, source: PdfReader): Promise<void> {
  const reader = source.bytes === taking.bytes ? source : new PdfReader(taking.bytes);
  const pages = readPages(reader, taking.limits.maxPages ?? DEFAULT_MAX_PAGES);
  const visible = pages.map(visiblePage).map(({ widthPt, heightPt }) => ({ widthPt, heightPt }));
  taking.reasons.push(...findFeatures(reader, visible));
  // Left in signed files alone: those are never written anew.
  if (pages.some(isCroppedToNothing)) taking.reasons.push(describeChange('pdf-crop-box-ignored'));
  findContentProblems(reader, pages);
  const warnings = await findSignatureWarnings(reader, (signatures) => noteSignatures(taking, signatures));
  taking.reasons.push(...warnings);
  taking.pages = visible;
}

function noteSignatures(taking: Taking, signatures: readonly SignatureFact[]): void {
  const { facts } = taking;
  if (facts?.document) taking.facts = { ...facts, document: { ...facts.document, signatures } };
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
