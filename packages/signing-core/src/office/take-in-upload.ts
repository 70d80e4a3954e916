import { createHash } from 'node:crypto';
import { SigningError } from '../errors.js';
import type { IntakeLimits, IntakeReason, PdfReport } from '../intake/report.js';
import { CONVERTED_FORMATS, type ConvertedFormat } from '../intake/source-format.js';
import type { TakenPdf } from '../intake/take-in.js';
import { containerKindOf } from './container-kind.js';
import { examineInChild } from './examine-in-child.js';

export interface UploadTools {
  /** For PDFs and pictures, in a sandbox. */
  takeIn(upload: Uint8Array, limits: IntakeLimits): Promise<TakenPdf>;
  /** A PDF or a picture of what neither is. @throws SigningError `office-…` */
  convert(format: ConvertedFormat, bytes: Uint8Array): Promise<Uint8Array>;
}

/** Whether another program may have to convert this upload, which takes longer than reading a PDF; by its first bytes. */
export function mayBeConverted(upload: Uint8Array, { calledPdf }: IntakeLimits): boolean {
  // What is called a PDF and is something else is a mistake, not a document.
  return calledPdf !== true && containerKindOf(upload) !== null;
}

/**
 * Takes in a file of any format: what is neither PDF nor picture is looked into and converted first. The report is about
 * the upload: its hash and size are those of what was sent, and of an office file the sender is told to check the pages.
 * Throws what is nobody's file's fault: SigningError `office-converter-unavailable`, and what `takeIn` throws.
 */
export async function takeInUpload(
  upload: Uint8Array,
  limits: IntakeLimits,
  tools: UploadTools,
): Promise<TakenPdf> {
  if (!mayBeConverted(upload, limits)) return await tools.takeIn(upload, limits);
  let format: ConvertedFormat | null = null;
  try {
    format = await examineInChild(upload);
    if (format === null) return await tools.takeIn(upload, limits);
    const converted = await tools.convert(format, upload);
    return asConverted(await tools.takeIn(converted, limits), upload, format);
  } catch (error) {
    if (!(error instanceof SigningError) || error.code === 'office-converter-unavailable') throw error;
    return refusal(error, upload, format);
  }
}

function asConverted({ report, frozen }: TakenPdf, upload: Uint8Array, format: ConvertedFormat): TakenPdf {
  const about = { ...identityOf(upload), sourceFormat: format };
  if (report.verdict === 'reject') return { report: { ...report, ...about }, frozen };
  if (format === 'heic') return { report: { ...report, ...about }, frozen };
  const reasons = [checkThePages(format), ...report.reasons];
  return { report: { ...report, ...about, verdict: 'accept-after-warning', reasons }, frozen };
}

function checkThePages(format: ConvertedFormat): IntakeReason {
  const { noun } = CONVERTED_FORMATS[format];
  return {
    code: 'office-converted',
    sentence: `This was converted from ${noun}. Check the pages: line breaks and fonts may differ from what you know.`,
  };
}

function refusal(
  { code, message }: SigningError,
  upload: Uint8Array,
  format: ConvertedFormat | null,
): TakenPdf {
  const report: PdfReport = {
    ...{ verdict: 'reject', code, reasons: [{ code, sentence: message }], ...identityOf(upload) },
    ...{ frozenSha256Hex: null, pages: [], fields: [], facts: null, notes: [] },
    sourceFormat: format ?? 'pdf',
  };
  return { report, frozen: null };
}

function identityOf(upload: Uint8Array): Pick<PdfReport, 'sha256Hex' | 'byteSize'> {
  return { sha256Hex: createHash('sha256').update(upload).digest('hex'), byteSize: upload.length };
}
