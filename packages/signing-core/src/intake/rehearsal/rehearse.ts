import { SigningError } from '../../errors.js';
import type { FontSet } from '../../fonts/font-set.js';
import { drawMarks } from '../../pdf/draw-marks.js';
import type { FieldMark } from '../../pdf/marks.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { findChangedPage } from '../looking/find-changed-page.js';
import type { LookBudget } from '../looking/look-budget.js';
import type { OpenPages } from '../looking/page-viewer.js';
import { rehearseSeal } from './rehearse-seal.js';
import { sampleMarks } from './sample-marks.js';

export interface RehearsalFailure {
  /** The page on which it went wrong, from 1 on; null when it was the file as a whole. */
  readonly pageNumber: number | null;
  /** One sentence about what went wrong, safe to show. */
  readonly reason: string;
}

export interface RehearsalTools {
  readonly fonts: FontSet;
  /** Null where no pages can be drawn; the pages are then not compared. */
  readonly look: { readonly openPages: OpenPages; readonly budget: LookBudget } | null;
}

/**
 * Fills in, seals and verifies a copy with a key nobody trusts, and compares its pages outside of the fields with the
 * frozen ones, so that a document which could not be sealed is refused before anyone is invited.
 *
 * @param marks the fields with sample content; null for one of every kind on the first, the last and the odd pages
 * @returns null when all went well
 */
export async function findRehearsalFailure(
  frozen: Uint8Array,
  marks: readonly FieldMark[] | null,
  { fonts, look }: RehearsalTools,
): Promise<(RehearsalFailure & { readonly cause?: unknown }) | null> {
  let placed: readonly FieldMark[] = marks ?? [];
  try {
    placed = marks ?? sampleMarks(new PdfReader(frozen));
    const sealed = await rehearseSeal(frozen, placed, fonts);
    const filled = { frozen, sealed, marks: placed, arePlaced: marks !== null };
    const changed = look && (await findChangedPage(filled, look.openPages, look.budget));
    return changed && { pageNumber: changed.pageIndex + 1, reason: changed.reason };
  } catch (cause) {
    const pageIndex = await findUnfillablePage(frozen, placed, fonts);
    return { pageNumber: pageIndex === null ? null : pageIndex + 1, reason: reasonOf(cause), cause };
  }
}

/** {@link findRehearsalFailure} with all kinds of fields. Throws `pdf-cannot-be-sealed`, with the reason as `cause`. */
export async function rehearse(
  frozen: Uint8Array,
  fonts: FontSet,
  look: RehearsalTools['look'] = null,
): Promise<void> {
  const failure = await findRehearsalFailure(frozen, null, { fonts, look });
  if (!failure) return;
  const where = failure.pageNumber === null ? '' : ` Page ${failure.pageNumber.toLocaleString('en')}:`;
  throw new SigningError(
    'pdf-cannot-be-sealed',
    `This PDF can be read but not sealed.${where} ${failure.reason} Print it to a new PDF and use that copy.`,
    { cause: failure.cause },
  );
}

/** Only once something went wrong: page after page, to name the first that cannot be filled in. */
async function findUnfillablePage(
  frozen: Uint8Array,
  marks: readonly FieldMark[],
  fonts: FontSet,
): Promise<number | null> {
  for (const pageIndex of [...new Set(marks.map((mark) => mark.pageIndex))].sort((a, b) => a - b)) {
    const ofPage = marks.filter((mark) => mark.pageIndex === pageIndex);
    const canBeFilled = await drawMarks(frozen, ofPage, fonts).then(
      () => true,
      () => false,
    );
    if (!canBeFilled) return pageIndex;
  }
  return null;
}

function reasonOf(cause: unknown): string {
  if (cause instanceof SigningError) return cause.message;
  return 'Filling it in and sealing it failed.';
}
