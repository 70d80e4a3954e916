import { createHash } from 'node:crypto';
import { asRefusal } from './as-refusal.js';
import { examine } from './examine.js';
import type { PdfFacts } from './facts/pdf-facts.js';
import { checkFileType } from './file-type.js';
import { drawFreeText } from './forms/draw-free-text.js';
import { takeForm } from './forms/take-form.js';
import { pictureToPdf } from './images/picture-to-pdf.js';
import { compareReaders } from './looking/compare-readers.js';
import { LookBudget } from './looking/look-budget.js';
import { type NormalisedPdf, normalisePdf, type Thoroughness } from './normalise/normalise-pdf.js';
import { rehearse } from './rehearsal/rehearse.js';
import type { IntakeLimits, IntakeNote, PdfReport } from './report.js';
import { takeTags } from './tags/take-tags.js';
import { type IntakeTools, startOver, startTaking, type Taking } from './taking.js';

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

/**
 * {@link inspectPdf}, and the file that is to be frozen in the upload's place. Without `tools` the steps that draw pages
 * are left out; the sandbox brings them.
 */
export async function takeIn(
  upload: Uint8Array,
  limits: IntakeLimits = {},
  tools: IntakeTools | null = null,
): Promise<TakenPdf> {
  const taking = startTaking(upload, limits, tools);
  try {
    await turnIntoPage(taking);
    checkFileType(taking.bytes);
    await takePdf(taking);
    return accepted(taking);
  } catch (error) {
    return refused(taking, error);
  }
}

/** As it is if that can be, for the less that is changed the better; else again, as far as it takes. */
async function takePdf(taking: Taking): Promise<void> {
  for (let thoroughness: Thoroughness | null = 'needed'; thoroughness !== null; ) {
    try {
      await takeWith(taking, thoroughness);
      return;
    } catch (error) {
      thoroughness = furtherAfter(taking, thoroughness, error);
      if (thoroughness === null) throw error;
      startOver(taking);
    }
  }
}

async function takeWith(taking: Taking, thoroughness: Thoroughness): Promise<void> {
  const { source, writeAsRead } = await normalise(taking, thoroughness);
  takeForm(taking, source);
  drawFreeText(taking, source);
  await examine(taking, source);
  await takeTags(taking);
  const budget = taking.tools && budgetOf(taking.tools);
  await compareReaders(taking, budget, writeAsRead);
  await rehearseSealing(taking, budget);
}

/** Null when nothing further can be done: a picture's PDF is our own, and a signed file is never written again. */
function furtherAfter(
  { facts, sourceFormat, reasons }: Taking,
  before: Thoroughness,
  error: unknown,
): Thoroughness | null {
  const { code } = asRefusal(error);
  if (sourceFormat !== 'pdf' || facts?.isSigned !== false || before === 'repaired') return null;
  if (reasons.some((reason) => reason.code === 'pdf-repaired')) return null;
  if (code === 'pdf-cannot-be-sealed') return before === 'needed' ? 'written-anew' : 'repaired';
  return code === 'pdf-damaged' || code === 'pdf-page-box-invalid' ? 'repaired' : null;
}

/** A picture becomes a PDF of one page; everything else stays as it is. */
async function turnIntoPage(taking: Taking): Promise<void> {
  if (taking.limits.calledPdf === true) return;
  const page = await pictureToPdf(taking.upload);
  if (!page) return;
  taking.pdf = page.bytes;
  taking.bytes = page.bytes;
  taking.sourceFormat = page.format;
  taking.notes.push({ code: 'converted-to-pdf', sentence: 'The picture became a page of a PDF.' });
}

async function normalise(taking: Taking, thoroughness: Thoroughness): Promise<NormalisedPdf> {
  const tell = (facts: PdfFacts): void => {
    taking.facts = facts;
  };
  const normalised = await normalisePdf(taking.pdf, tell, thoroughness);
  taking.bytes = normalised.bytes;
  taking.wasUnreadable = normalised.wasUnreadable;
  taking.reasons.push(...normalised.changes);
  const isSilent = taking.bytes !== taking.pdf && normalised.changes.length === 0;
  if (isSilent) taking.notes.push(WRITTEN_ANEW);
  return normalised;
}

const WRITTEN_ANEW: IntakeNote = {
  code: 'pdf-written-anew',
  sentence:
    'Some programs stumble over the form of this file, so it was written anew; its pages look the same.',
};

/** What is left once the pages were compared: to verify, to answer. */
const MS_LEFT_TO_ANSWER = 750;

const budgetOf = ({ clock, endsAtMs }: IntakeTools): LookBudget =>
  new LookBudget(clock, endsAtMs - MS_LEFT_TO_ANSWER);

async function rehearseSealing({ bytes, tools }: Taking, budget: LookBudget | null): Promise<void> {
  if (!tools || !budget) return;
  await rehearse(bytes, tools.fonts, { openPages: tools.openPages, budget });
}

function accepted(taking: Taking): TakenPdf {
  const about = whatIsKnown(taking);
  const { reasons, pages, bytes, upload } = taking;
  const verdict = reasons.length > 0 ? 'accept-after-warning' : 'accept';
  const frozenSha256Hex = bytes === upload ? about.sha256Hex : sha256Hex(bytes);
  const { fields } = taking;
  return {
    report: { verdict, code: null, reasons, ...about, frozenSha256Hex, pages, fields },
    frozen: bytes,
  };
}

function refused(taking: Taking, error: unknown): TakenPdf {
  const { code, message } = asRefusal(error);
  const reasons = [{ code, sentence: message }];
  const nothing = { frozenSha256Hex: null, pages: [], fields: [], notes: [] };
  return { report: { verdict: 'reject', code, reasons, ...whatIsKnown(taking), ...nothing }, frozen: null };
}

function whatIsKnown({ upload, facts, notes, sourceFormat }: Taking) {
  return { sha256Hex: sha256Hex(upload), byteSize: upload.length, facts, notes, sourceFormat };
}

const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
