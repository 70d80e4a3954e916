import { readFile, stat } from 'node:fs/promises';
import type { PdfReport } from '@sealwright/signing-core';
import { ChildFault } from '@sealwright/signing-core/sandbox';
import type { Intake } from './with-intake-sandbox.js';

export interface IntakeRecord {
  /** As it was named. */
  readonly file: string;
  readonly verdict: PdfReport['verdict'];
  /** Why it is refused; null otherwise. */
  readonly code: string | null;
  readonly reasons: readonly { readonly code: string; readonly sentence: string }[];
  /** Null when refused. */
  readonly pages: number | null;
  /** What was done and needs no consent. */
  readonly notes: PdfReport['notes'];
  /** What the file was before it became a PDF; null when it could not be read. */
  readonly sourceFormat: PdfReport['sourceFormat'] | null;
  /** Places to fill in that the file brings along. */
  readonly fields: PdfReport['fields'];
  readonly facts: PdfReport['facts'];
  /** Sizes of pages as they are seen, in points, the most frequent first. */
  readonly pageSizes: readonly {
    readonly widthPt: number;
    readonly heightPt: number;
    readonly count: number;
  }[];
  readonly byteSize: number | null;
  /** Of the file; null when it could not be read. */
  readonly sha256: string | null;
  /** Of what would be frozen; differs from `sha256` when the file has to be changed. Null when refused. */
  readonly frozenSha256: string | null;
}

/** The most a platform can be set to take (UPLOAD_MAX_BYTES). */
const MAX_FILE_BYTES = 500 * 1_048_576;

/**
 * Reads one file in the sandbox. One that vanished or may not be read is refused like a bad one, and so is one for which
 * other work left this machine no time.
 */
export async function inspectFile(file: string, intake: Intake): Promise<IntakeRecord> {
  const size = await stat(file).then(
    ({ size }) => size,
    () => null,
  );
  if (size !== null && size > MAX_FILE_BYTES) {
    return refusal(file, size, 'file-too-large', 'This file is larger than 500 MB. Split it.');
  }
  const upload = await readFile(file).catch(() => null);
  if (!upload) return refusal(file, size, 'file-unreadable', 'This file cannot be read.');
  try {
    const { report } = await intake.takeIn(upload, { calledPdf: /[.]pdf$/i.test(file) });
    return toRecord(file, report);
  } catch (error) {
    // One file of many: the others are still read.
    if (!(error instanceof ChildFault) || error.reason !== 'busy') throw error;
    return refusal(file, size, 'machine-busy', error.message);
  }
}

export function toRecord(file: string, report: PdfReport): IntakeRecord {
  const { verdict, code, reasons, pages, byteSize, sha256Hex, frozenSha256Hex } = report;
  const { notes, sourceFormat, fields, facts } = report;
  return {
    file,
    verdict,
    code,
    reasons,
    pages: verdict === 'reject' ? null : pages.length,
    pageSizes: countSizes(pages),
    byteSize,
    sha256: sha256Hex,
    frozenSha256: frozenSha256Hex,
    ...{ notes, sourceFormat, fields, facts },
  };
}

function countSizes(pages: PdfReport['pages']): IntakeRecord['pageSizes'] {
  const counts = new Map<string, { widthPt: number; heightPt: number; count: number }>();
  for (const page of pages) {
    const [widthPt, heightPt] = [roundPt(page.widthPt), roundPt(page.heightPt)];
    const known = counts.get(`${widthPt}/${heightPt}`) ?? { widthPt, heightPt, count: 0 };
    counts.set(`${widthPt}/${heightPt}`, { ...known, count: known.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

const roundPt = (pt: number): number => Math.round(pt * 100) / 100;

function refusal(file: string, byteSize: number | null, code: string, sentence: string): IntakeRecord {
  const reasons = [{ code, sentence }];
  const unknown = {
    ...{ pages: null, pageSizes: [], sha256: null, frozenSha256: null },
    ...{ notes: [], sourceFormat: null, fields: [], facts: null },
  };
  return { file, verdict: 'reject', code, reasons, byteSize, ...unknown };
}
