import { loadPdfium, PdfiumDocument } from '@sealwright/signing-core/rendering';
import { serveTasks } from '@sealwright/signing-core/sandbox';
import sharp from 'sharp';
import type { SecondOpinion } from '../../ports/pdf-sandbox.js';
import type { SandboxAnswers, SandboxTask } from './sandbox-protocol.js';

// The child that turns the pages of accepted documents. It has no environment, no secret and no handle but its pipe;
// whatever happens to it, the parent answers with a sentence.

/** The document of the last page asked for: a reader turns pages. */
let opened: { sha256Hex: string; document: PdfiumDocument } | null = null;

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
