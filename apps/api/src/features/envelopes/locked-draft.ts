import { AppError } from '../../domain/app-error.js';
import type { DraftEnvelope, Envelope } from '../../domain/envelope.js';
import type { EnvelopeId } from '../../domain/ids.js';
import type { Transaction } from '../../ports/transaction.js';

/** @throws AppError `not-found` */
export async function lockEnvelope(tx: Transaction, id: EnvelopeId): Promise<Envelope> {
  const envelope = await tx.envelopes.lock(id);
  if (envelope === null) throw new AppError('not-found', 'There is no such envelope.');
  return envelope;
}

/** The draft at the version the caller saw. @throws AppError `not-found`, `envelope-not-draft`, `version-conflict` */
export async function lockDraft(tx: Transaction, id: EnvelopeId, version: number): Promise<DraftEnvelope> {
  const envelope = await lockEnvelope(tx, id);
  if (envelope.status !== 'draft') {
    throw new AppError('envelope-not-draft', 'This envelope has been sent and can no longer be changed.');
  }
  if (envelope.version !== version) {
    throw new AppError(
      'version-conflict',
      'Somebody else changed this draft in the meantime; load it again.',
    );
  }
  return envelope;
}
