import type { DraftEnvelope } from './envelope.js';
import type { Problem } from './problem.js';

/**
 * What one envelope may hold together. Each upload has limits of its own; these keep a signer's page, the ZIP of
 * everything and the certificate (one row and one picture for each document) of a size people and browsers can handle.
 */
export const MAX_DOCUMENTS = 20;
export const MAX_TOTAL_BYTES = 200 * 1024 * 1024;
export const MAX_TOTAL_PAGES = 4_000;

export function documentProblems({ documents }: Pick<DraftEnvelope, 'documents'>): Problem[] {
  const problems: Problem[] = [];
  const add = (code: string, sentence: string) => problems.push({ code, sentence, pointer: '/documentIds' });
  if (documents.length === 0) add('document-missing', 'Add a document.');
  if (documents.length > MAX_DOCUMENTS) {
    add(
      'documents-too-many',
      `An envelope holds at most ${MAX_DOCUMENTS} documents; this one has ${documents.length}.`,
    );
  }
  const pages = documents.reduce((sum, one) => sum + one.pages.length, 0);
  if (pages > MAX_TOTAL_PAGES) {
    add(
      'documents-too-long',
      `The documents have ${pages} pages together; at most ${MAX_TOTAL_PAGES} fit into one envelope.`,
    );
  }
  const bytes = documents.reduce((sum, one) => sum + one.byteSize, 0);
  if (bytes > MAX_TOTAL_BYTES) {
    const most = MAX_TOTAL_BYTES / 1024 / 1024;
    add(
      'documents-too-big',
      `The documents have ${Math.ceil(bytes / 1024 / 1024)} MB together; at most ${most} MB fit into one envelope.`,
    );
  }
  return problems;
}
