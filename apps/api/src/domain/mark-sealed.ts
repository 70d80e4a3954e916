import { AppError } from './app-error.js';
import type { CompletedEnvelope, Envelope, SealingEnvelope } from './envelope.js';
import type { SealedDocument, Transition } from './events.js';

export interface MarkSealed {
  /** The document whose sealed file is stored and checked. */
  readonly document: SealedDocument;
  /** The documents that were sealed before it. */
  readonly sealedBefore: readonly SealedDocument[];
  readonly keyFingerprintSha256Hex: string;
}

/**
 * One more document is sealed; with the last one the envelope is completed. Only an envelope in sealing can get here, and
 * each document once. MUST be called with the envelope as it is under its row lock: of two sealers that finish two
 * documents at the same instant, the second must see what the first wrote. The audit certificate follows later: it needs
 * the completion in its own record.
 *
 * @throws AppError `envelope-not-sealing`
 */
export function markSealed(
  envelope: Envelope,
  command: MarkSealed,
  now: Date,
): Transition<SealingEnvelope | CompletedEnvelope> {
  if (envelope.status !== 'sealing') {
    throw new AppError(
      'envelope-not-sealing',
      `Only an envelope in sealing can be completed; this is ${envelope.status}.`,
    );
  }
  const { documentId, sealedSha256Hex } = command.document;
  assertUnsealed(envelope, documentId);
  const documents = envelope.documents.map((one) =>
    one.id === documentId ? { ...one, sealedSha256Hex } : one,
  );
  const sealed = { ...envelope, version: envelope.version + 1, updatedAt: now, documents };
  if (documents.some((one) => one.sealedSha256Hex === null)) return { envelope: sealed, events: [] };
  return {
    envelope: { ...sealed, status: 'completed', completedAt: now, certificateSha256Hex: null },
    events: [
      {
        type: 'envelope.completed',
        envelopeId: envelope.id,
        documents: inOrder(envelope, [...command.sealedBefore, command.document]),
        keyFingerprintSha256Hex: command.keyFingerprintSha256Hex,
        recipientIds: envelope.recipients.map((one) => one.id),
      },
    ],
  };
}

function assertUnsealed({ documents }: SealingEnvelope, documentId: string): void {
  const document = documents.find(({ id }) => id === documentId);
  if (document?.sealedSha256Hex === null) return;
  const sentence = document
    ? 'This document is sealed already.'
    : 'The document is not part of its envelope.';
  throw new AppError('envelope-not-sealing', sentence);
}

function inOrder({ documents }: SealingEnvelope, sealed: readonly SealedDocument[]): SealedDocument[] {
  return documents.map(({ id }) => {
    const one = sealed.find(({ documentId }) => documentId === id);
    if (one === undefined)
      throw new TypeError('A sealed document is missing from the list of those sealed before.');
    return one;
  });
}
