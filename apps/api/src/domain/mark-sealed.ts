import { AppError } from './app-error.js';
import type { CompletedEnvelope, Envelope } from './envelope.js';
import type { SealedDocument, Transition } from './events.js';

export interface MarkSealed {
  readonly documents: readonly SealedDocument[];
  readonly keyFingerprintSha256Hex: string;
}

/**
 * The sealed file is stored and checked. Only an envelope in sealing can get here, and only once. The audit certificate
 * follows later: it needs this event in its own record.
 *
 * @throws AppError `envelope-not-sealing`
 */
export function markSealed(
  envelope: Envelope,
  command: MarkSealed,
  now: Date,
): Transition<CompletedEnvelope> {
  if (envelope.status !== 'sealing') {
    throw new AppError(
      'envelope-not-sealing',
      `Only an envelope in sealing can be completed; this is ${envelope.status}.`,
    );
  }
  const sealed = new Map(command.documents.map((one) => [one.documentId, one.sealedSha256Hex]));
  return {
    envelope: {
      ...envelope,
      status: 'completed',
      version: envelope.version + 1,
      updatedAt: now,
      completedAt: now,
      certificateSha256Hex: null,
      documents: envelope.documents.map((one) => ({ ...one, sealedSha256Hex: sealed.get(one.id) ?? null })),
    },
    events: [
      {
        type: 'envelope.completed',
        envelopeId: envelope.id,
        ...command,
        recipientIds: envelope.recipients.map((one) => one.id),
      },
    ],
  };
}
