import { type PdfReport, rehearse, takeIn as takeInFile } from '@sealwright/signing-core';
import { loadFonts } from '@sealwright/signing-core/fonts';
import { serveTasks } from '@sealwright/signing-core/sandbox';
import sharp from 'sharp';
import type { SecondOpinion } from '../../ports/pdf-sandbox.js';
import { loadPdfium, PdfiumDocument } from './pdfium-document.js';
import type { SandboxAnswers, SandboxTask } from './sandbox-protocol.js';

// The child of the sandbox: the only place where bytes from outside are parsed. It has no environment, no secret and no
// handle but its pipe; whatever happens to it, the parent answers with a sentence.

/** Time for looking at the pages while inspecting: one that never ends is found now, not when a signer opens it. */
const LOOK_BUDGET_MS = 2_500;
const LOOK_WIDTH_PX = 64;
const ASPECT_TOLERANCE = 0.01;

/** The document of the last page asked for: a reader turns pages. */
let opened: { sha256Hex: string; document: PdfiumDocument } | null = null;

async function takeIn(upload: Uint8Array): Promise<SandboxAnswers['take-in']> {
  const { report, frozen } = await takeInFile(upload);
  if (!frozen) return { report, changed: null };
  const document = await PdfiumDocument.open(frozen);
  if (!document) return { report: disagreement(report), changed: null };
  try {
    const changed = frozen === upload ? null : frozen;
    const agree = showsTheSame(document, report) && (!changed || (await looksLike(document, upload, report)));
    return agree ? { report, changed } : { report: disagreement(report), changed: null };
  } finally {
    document.close();
  }
}

/** Normalising must not change what people see. Media that was taken out leaves a hole where it was. */
async function looksLike(document: PdfiumDocument, upload: Uint8Array, report: PdfReport): Promise<boolean> {
  if (report.reasons.some(({ code }) => code === 'pdf-active-content')) return true;
  const original = await PdfiumDocument.open(upload);
  if (!original) return false;
  try {
    const endMs = Date.now() + LOOK_BUDGET_MS;
    for (let index = 0; index < report.pages.length && Date.now() < endMs; index++) {
      const [before, after] = [original, document].map((file) => file.render(index, LOOK_WIDTH_PX)?.rgba);
      if (!before || !after || Buffer.compare(before, after) !== 0) return false;
    }
    return true;
  } finally {
    original.close();
  }
}

/** Fields are placed in our geometry and seen in PDFium's: count and shape of the pages must be the same in both. */
function showsTheSame(document: PdfiumDocument, { pages }: PdfReport): boolean {
  if (document.pageCount !== pages.length) return false;
  const endMs = Date.now() + LOOK_BUDGET_MS;
  for (const [index, { widthPt, heightPt }] of pages.entries()) {
    if (Date.now() > endMs) return true;
    const aspect = document.aspectOf(index);
    if (aspect === null || Math.abs((aspect * widthPt) / heightPt - 1) > ASPECT_TOLERANCE) return false;
    if (!document.render(index, LOOK_WIDTH_PX)) return false;
  }
  return true;
}

function disagreement(report: PdfReport): PdfReport {
  const sentence = 'Two PDF readers do not agree on this file. Print it to a new PDF and use that copy.';
  return {
    ...report,
    verdict: 'reject',
    code: 'pdf-damaged',
    reasons: [{ code: 'pdf-damaged', sentence }],
    pages: [],
  };
}

async function secondOpinion(bytes: Uint8Array): Promise<SecondOpinion> {
  const document = await PdfiumDocument.open(bytes);
  if (!document) return { pageCount: 0, signatures: [] };
  try {
    return { pageCount: document.pageCount, signatures: document.signatures() };
  } finally {
    document.close();
  }
}

async function renderPage(
  document: PdfiumDocument,
  { pageIndex, widthPx, format }: Extract<SandboxTask, { kind: 'render-page' }>,
): Promise<Uint8Array> {
  const picture = document.render(pageIndex, widthPx);
  if (!picture) throw pageMissing();
  const raw = { width: picture.widthPx, height: picture.heightPx, channels: 4 as const };
  const opaque = sharp(picture.rgba, { raw }).removeAlpha();
  // JPEG goes into a PDF as it is; thin strokes keep their colour without subsampling.
  const encoded =
    format === 'jpeg'
      ? opaque.jpeg({ quality: 80, chromaSubsampling: '4:4:4' })
      : opaque.webp({ quality: 84, effort: 2 });
  return await encoded.toBuffer();
}

function pageText(document: PdfiumDocument, pageIndex: number): string {
  const text = document.text(pageIndex);
  if (text === null) throw pageMissing();
  return text.replaceAll('\r\n', '\n');
}

async function documentOf(sha256Hex: string, bytes: Uint8Array | null): Promise<PdfiumDocument> {
  if (opened?.sha256Hex === sha256Hex) return opened.document;
  opened?.document.close();
  opened = null;
  const document = bytes && (await PdfiumDocument.open(bytes));
  if (!document) throw pageMissing();
  opened = { sha256Hex, document };
  return document;
}

function pageMissing(): Error {
  return Object.assign(new Error('This document has no such page.'), { code: 'pdf-page-missing' });
}

async function answer(task: SandboxTask): Promise<SandboxAnswers[SandboxTask['kind']]> {
  switch (task.kind) {
    case 'take-in':
      return await takeIn(task.bytes);
    case 'rehearse':
      await rehearse(task.bytes, loadFonts());
      return null;
    case 'second-opinion':
      return await secondOpinion(task.bytes);
    case 'render-page':
      return await renderPage(await documentOf(task.sha256Hex, task.bytes), task);
    case 'page-text':
      return pageText(await documentOf(task.sha256Hex, task.bytes), task.pageIndex);
  }
}

sharp.concurrency(1);
sharp.cache(false);
await loadPdfium();
serveTasks(answer);
