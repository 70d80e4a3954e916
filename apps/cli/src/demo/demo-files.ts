import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ApiClient } from './api-client.js';
import type { UploadedDocument } from './send-envelope.js';

/** One document as it can be downloaded at the end. */
export interface DemoDocumentFiles {
  readonly name: string;
  readonly original: Buffer;
  readonly sealed: Buffer;
}

/** Everything a customer takes home. */
export interface DemoFiles {
  /** In the order of the envelope. */
  readonly documents: readonly DemoDocumentFiles[];
  readonly certificate: Buffer;
  readonly audit: Buffer;
  readonly trust: Buffer;
}

/** Paths. */
export interface WrittenFiles {
  /** Of the first document, as in `documents`. */
  readonly sealed: string;
  readonly original: string;
  readonly documents: readonly { readonly sealed: string; readonly original: string }[];
  readonly certificate: string;
  readonly audit: string;
  readonly trust: string;
}

export async function downloadAll(
  api: ApiClient,
  envelopeId: string,
  uploaded: readonly UploadedDocument[],
): Promise<DemoFiles> {
  const base = `/api/v1/envelopes/${envelopeId}/files`;
  const documents: DemoDocumentFiles[] = [];
  for (const { id, name } of uploaded) {
    const sealed = await api.download(`${base}/sealed?documentId=${id}`);
    documents.push({ name, sealed, original: await api.download(`${base}/original?documentId=${id}`) });
  }
  return {
    documents,
    certificate: await api.download(`${base}/certificate`),
    audit: await api.download(`${base}/audit.json`),
    trust: await api.download('/api/v1/trust.pem'),
  };
}

/** `sealed.pdf` and `original.pdf` of the first document, `sealed-2.pdf` and so on of the others. @returns the paths */
export function writeAll(outDir: string, files: DemoFiles): WrittenFiles {
  const folder = resolve(outDir);
  mkdirSync(folder, { recursive: true });
  const write = (name: string, bytes: Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const documents = files.documents.map(({ original, sealed }, at) => ({
    sealed: write(`sealed${numberOf(at)}.pdf`, sealed),
    original: write(`original${numberOf(at)}.pdf`, original),
  }));
  return {
    ...{ sealed: documents[0]?.sealed ?? '', original: documents[0]?.original ?? '', documents },
    certificate: write('certificate.pdf', files.certificate),
    audit: write('audit.json', files.audit),
    trust: write('trust.pem', files.trust),
  };
}

/** What tells the files of one document from those of another: nothing for the first. */
export function numberOf(position: number): string {
  return position === 0 ? '' : `-${position + 1}`;
}
