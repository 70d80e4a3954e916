import { SigningError } from '../errors.js';
import { isName, type PdfDict } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import { externalContent } from './drawn-stream.js';
import { isDynamicForm } from './facts/is-dynamic-form.js';
import { hasHiddenLayers } from './facts/layers.js';
import type { IntakeReason, PdfReport } from './report.js';
import { walkDictionaries } from './walk-objects.js';

/** Twice what the finest scanners and presses use. More pixels than a page has at this density serve nobody. */
const MAX_DOTS_PER_INCH = 1200;
const POINTS_PER_INCH = 72;
/** Below this a phone has a picture on its screen in moments, however small the page. */
const LEAST_HUGE_PIXELS = 200_000_000;

/** Throws `pdf-portfolio`, `pdf-dynamic-form`: what could never be shown to a signer. */
export function refuseUnshowable(reader: PdfReader): void {
  const { catalog } = reader;
  if (catalog.has('Collection')) {
    throw new SigningError(
      'pdf-portfolio',
      'This is a PDF portfolio: the real documents are inside it. Upload each of them instead.',
    );
  }
  if (isDynamicForm(reader)) {
    throw new SigningError(
      'pdf-dynamic-form',
      'This form builds its pages only in Adobe software. Print it to a PDF there and upload that.',
    );
  }
}

/** What stays in the file and the sender should know. Walks every object the document can reach. */
export function findFeatures(reader: PdfReader, pages: PdfReport['pages']): IntakeReason[] {
  const largestPt2 = Math.max(...pages.map(({ widthPt, heightPt }) => widthPt * heightPt));
  const usefulPixels = largestPt2 * (MAX_DOTS_PER_INCH / POINTS_PER_INCH) ** 2;
  const found = scanObjects(reader, Math.max(usefulPixels, LEAST_HUGE_PIXELS));
  return [
    ...(found.embedded ? [EMBEDDED] : []),
    ...(found.hugeImage ? [HUGE_IMAGE] : []),
    // Taken out of unsigned files before; in a signed one they stay.
    ...(reader.dictAt(reader.catalog, 'AcroForm')?.has('XFA') ? [XFA] : []),
    ...(hasHiddenLayers(reader) ? [LAYERS] : []),
  ];
}

const EMBEDDED: IntakeReason = {
  code: 'pdf-embedded-files',
  sentence: 'Other files are attached inside this PDF. Signers do not see them.',
};
const HUGE_IMAGE: IntakeReason = {
  code: 'pdf-huge-image',
  sentence:
    'A picture in this PDF has far more pixels than its page can show; phones may be slow to show it.',
};
const XFA: IntakeReason = {
  code: 'pdf-xfa-layer',
  sentence:
    'This form has a second layer for Adobe software that may show other values; signers see the plain form.',
};
const LAYERS: IntakeReason = {
  code: 'pdf-hidden-layers',
  sentence:
    'This PDF has layers that are hidden on screen or in print. Check that signers see what they should.',
};

interface Found {
  embedded: boolean;
  hugeImage: boolean;
}

function scanObjects(reader: PdfReader, maxPixels: number): Found {
  const found: Found = { embedded: false, hugeImage: false };
  for (const entries of walkDictionaries(reader)) classify(reader, entries, maxPixels, found);
  return found;
}

function classify(reader: PdfReader, entries: PdfDict, maxPixels: number, found: Found): void {
  // A stream whose data lies elsewhere, or a form that shows a page of another file (§ 7.3.8.2, 8.10.4).
  if (entries.has('F') && entries.has('Length')) throw externalContent();
  if (reader.dictAt(entries, 'Ref')?.has('F')) throw externalContent();
  if (entries.has('EmbeddedFiles') || entries.has('EF')) found.embedded = true;
  if (!isName(reader.resolve(entries.get('Subtype')), 'Image')) return;
  const pixels = (reader.numberAt(entries, 'Width') ?? 0) * (reader.numberAt(entries, 'Height') ?? 0);
  if (pixels > maxPixels) found.hugeImage = true;
}
