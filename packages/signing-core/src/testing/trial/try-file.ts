import type { TakenPdf } from '../../intake/take-in.js';
import type { FieldMark } from '../../pdf/marks.js';
import { differences, type FreePart } from '../compare-views.js';
import type { SeenDocument, Viewer } from '../viewers/viewer.js';
import { findUnseenMarks } from './find-unseen-marks.js';
import type { StructureJudge } from './structure-judges.js';
import type { TrialAnswers } from './trial-tasks.js';

/** What one upload went through, and what was wrong: nothing may be. */
export interface TrialAnswer {
  readonly verdict: TakenPdf['report']['verdict'];
  /** Why it was refused; null otherwise. */
  readonly code: string | null;
  /** What must not be, one line each. */
  readonly findings: readonly string[];
  /** What a program could not judge, and what it complains of in the upload as well. */
  readonly notes: readonly string[];
}

export interface TrialTools {
  takeIn(upload: Uint8Array): Promise<TakenPdf>;
  seal(frozen: Uint8Array): Promise<TrialAnswers['seal']>;
  findFreeParts(upload: Uint8Array): Promise<TrialAnswers['find-free-parts']>;
  readonly viewers: readonly Viewer[];
  readonly judges: readonly StructureJudge[];
}

/**
 * Takes an upload in; when it is accepted, places, fills in and seals a field of every kind on its first, middle, last and
 * odd pages, and holds the result against what came: bytes, objects, structure, signatures, pictures and text.
 */
export async function tryFile(upload: Uint8Array, tools: TrialTools): Promise<TrialAnswer> {
  const taken = await tools.takeIn(upload);
  const { verdict, code } = taken.report;
  const trial = new Trial(upload, tools);
  if (taken.frozen) await trial.judge(taken.frozen, taken.report);
  return { verdict, code, findings: trial.findings, notes: trial.notes };
}

interface ShownFrozen {
  readonly frozen: Uint8Array;
  /** Null when the program cannot show it. */
  readonly shown: SeenDocument | null;
  /** Everybody sees the same in the upload. */
  readonly isPlain: boolean;
}

/**
 * Programs read the text of hidden layers too and differ on which are shown (ISO 32000-2 § 8.11.4.5), show a page that is
 * cropped to nothing whole or empty, and count a page that is missing or do not.
 */
const SHOWN_IN_DIFFERENT_WAYS: ReadonlySet<string> = new Set([
  'pdf-hidden-layers',
  'pdf-crop-box-ignored',
  'pdf-pages-missing',
]);

/** What a busy machine says about itself, not about the file. */
const LATE = 'pdf-timed-out';

class Trial {
  readonly findings: string[] = [];
  readonly notes: string[] = [];

  constructor(
    private readonly upload: Uint8Array,
    private readonly tools: TrialTools,
  ) {}

  async judge(frozen: Uint8Array, report: TakenPdf['report']): Promise<void> {
    if (frozen !== this.upload) await this.takeInAgain(frozen);
    const sealing = await this.attempt('cannot be sealed', () => this.tools.seal(frozen));
    if (!sealing) return;
    const { sealed, marks, active } = sealing;
    if (Buffer.compare(sealed.subarray(0, frozen.length), frozen) !== 0)
      this.findings.push('sealed, it does not begin with the frozen bytes');
    const isSigned = report.reasons.some(({ code }) => code === 'pdf-already-signed');
    if (!isSigned) for (const what of active) this.findings.push(`sealed, it holds active content: ${what}`);
    await this.judgeStructure(frozen, sealed);
    const pageIndexes = [...new Set(marks.map(({ pageIndex }) => pageIndex))];
    const free = frozen === this.upload ? [] : await this.findFreeParts();
    const losesTags = report.notes.some((note) => note.code === 'pdf-tags-removed');
    const isPlain = !report.reasons.some(({ code }) => SHOWN_IN_DIFFERENT_WAYS.has(code));
    for (const viewer of this.tools.viewers) {
      const shown = await this.see(viewer, frozen, frozen, pageIndexes);
      if (frozen !== this.upload && !losesTags)
        await this.compareWithUpload(viewer, { frozen, shown, isPlain }, pageIndexes, free);
      if (shown) await this.compareWithSealed(viewer, { frozen, shown, sealed }, pageIndexes, marks);
      else if (frozen === this.upload) this.notes.push(`${viewer.name} does not show it`);
    }
  }

  private async takeInAgain(frozen: Uint8Array): Promise<void> {
    const again = await this.tools.takeIn(frozen);
    if (again.report.code === LATE) this.notes.push('took too long when taken in again');
    else if (again.frozen !== frozen)
      this.findings.push(`frozen, it would be changed again: ${again.report.reasons[0]?.code ?? 'unsaid'}`);
  }

  private async judgeStructure(frozen: Uint8Array, sealed: Uint8Array): Promise<void> {
    for (const judge of this.tools.judges) {
      const ofFrozen = await judge(frozen);
      const ofSealed = await judge(sealed);
      await this.weighComplaints(judge, frozen, ofFrozen.complaints);
      for (const line of ofSealed.complaints)
        if (!ofFrozen.complaints.includes(line)) this.findings.push(`sealed: ${line}`);
      const added = ofSealed.validSignatures - ofFrozen.validSignatures;
      if (added !== judge.added)
        this.findings.push(`sealed: ${judge.title} finds ${added} more valid signatures`);
    }
  }

  /** What the upload has as well, as a slip in the content of a page, is its author's. */
  private async weighComplaints(
    judge: StructureJudge,
    frozen: Uint8Array,
    complaints: readonly string[],
  ): Promise<void> {
    if (complaints.length === 0) return;
    const known = frozen === this.upload ? complaints : (await judge(this.upload)).complaints;
    for (const line of complaints) {
      if (known.includes(line)) this.notes.push(line);
      else this.findings.push(`frozen: ${line}`);
    }
  }

  private async compareWithSealed(
    viewer: Viewer,
    files: { readonly frozen: Uint8Array; readonly shown: SeenDocument; readonly sealed: Uint8Array },
    pageIndexes: readonly number[],
    marks: readonly FieldMark[],
  ): Promise<void> {
    const after = await this.see(viewer, files.sealed, files.frozen, pageIndexes);
    const lines = after
      ? [
          ...differences(files.shown, after, pageIndexes, marks),
          ...unseen(files.shown, after, pageIndexes, marks),
        ]
      : ['does not show it any more'];
    for (const line of lines) this.findings.push(`sealed: ${viewer.name}: ${line}`);
  }

  private async compareWithUpload(
    viewer: Viewer,
    { frozen, shown, isPlain }: ShownFrozen,
    pageIndexes: readonly number[],
    free: readonly FreePart[],
  ): Promise<void> {
    const before = await this.see(viewer, this.upload, frozen, pageIndexes);
    if (!before) {
      this.notes.push(`${viewer.name} does not show the upload`);
      return;
    }
    if (!shown) this.findings.push(`frozen: ${viewer.name} does not show it any more`);
    else
      for (const line of differences(before, shown, pageIndexes, free))
        (isPlain ? this.findings : this.notes).push(`frozen: ${viewer.name}: ${line}`);
  }

  private async findFreeParts(): Promise<readonly FreePart[]> {
    const parts = await this.attempt('its fields cannot be listed', () =>
      this.tools.findFreeParts(this.upload),
    );
    return parts ?? [];
  }

  private async attempt<T>(what: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.findings.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  /** Null when the program cannot show it. */
  private async see(
    viewer: Viewer,
    pdf: Uint8Array,
    geometry: Uint8Array,
    pageIndexes: readonly number[],
  ): Promise<SeenDocument | null> {
    try {
      return await viewer.see(pdf, pageIndexes, geometry);
    } catch {
      return null;
    }
  }
}

/** Of the fields of each page that was looked at. */
function unseen(
  before: SeenDocument,
  after: SeenDocument,
  pageIndexes: readonly number[],
  marks: readonly FieldMark[],
): string[] {
  return pageIndexes.flatMap((pageIndex, index) => {
    const [was, is] = [before.pages[index], after.pages[index]];
    const ofPage = marks.filter((mark) => mark.pageIndex === pageIndex);
    return was && is ? findUnseenMarks(was, is, ofPage) : [];
  });
}
