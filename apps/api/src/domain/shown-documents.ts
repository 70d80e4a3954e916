import { AppError } from './app-error.js';
import type { Envelope } from './envelope.js';
import type { ShownDocument } from './events.js';

/** Every document of the envelope, in its order, by the bytes its recipients are shown. */
export function shownDocuments(envelope: Envelope): readonly ShownDocument[] {
  return envelope.documents.map(({ id, frozenSha256Hex }) => ({
    documentId: id,
    sha256Hex: frozenSha256Hex,
  }));
}

/** Whether exactly the envelope's documents were on the screen, with exactly its bytes; in any order. */
export function areShown(envelope: Envelope, shown: readonly ShownDocument[]): boolean {
  const hashes = new Map(shown.map(({ documentId, sha256Hex }) => [documentId, sha256Hex]));
  const matches = envelope.documents.every(({ id, frozenSha256Hex }) => hashes.get(id) === frozenSha256Hex);
  return matches && shown.length === envelope.documents.length;
}

/**
 * An act is bound to what was on the screen: all documents of the envelope, each with the bytes that were frozen.
 *
 * @throws AppError `document-hash-mismatch`, naming the first document that is missing or different.
 */
export function assertShown(envelope: Envelope, shown: readonly ShownDocument[]): void {
  if (areShown(envelope, shown)) return;
  const hashes = new Map(shown.map(({ documentId, sha256Hex }) => [documentId, sha256Hex]));
  const wrong = envelope.documents.find(({ id, frozenSha256Hex }) => hashes.get(id) !== frozenSha256Hex);
  const what = wrong === undefined || envelope.documents.length === 1 ? 'The document' : `“${wrong.name}”`;
  throw new AppError(
    'document-hash-mismatch',
    `${what} on your screen is not the one to sign; reload the page.`,
    { pointer: '/documents' },
  );
}
