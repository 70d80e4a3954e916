import { AppError } from './app-error.js';
import type { EnvelopeDocument, SealingEnvelope } from './envelope.js';
import type { ShownDocument } from './events.js';
import type { RecipientId } from './ids.js';
import { mustAct } from './recipient.js';

/** What one act of signing or approving is about, as it was stored with the act. */
export interface AgreedBytes extends ShownDocument {
  readonly recipientId: RecipientId;
}

/**
 * Nothing is sealed that not everybody agreed to: whoever changed afterwards which bytes a document names, in the rows
 * or on the disk, gets no seal for them.
 *
 * @param sha256Hex of the bytes at hand, just read
 * @returns who agreed to them
 * @throws AppError `seal-check-failed`, never to be tried again
 */
export function assertAgreed(
  { recipients }: Pick<SealingEnvelope, 'recipients'>,
  { id, name, frozenSha256Hex }: EnvelopeDocument,
  agreed: readonly AgreedBytes[],
  sha256Hex: string,
): readonly RecipientId[] {
  if (sha256Hex !== frozenSha256Hex) throw differs(name, 'is not the file that was frozen');
  const acts = agreed.filter(({ documentId }) => documentId === id);
  return recipients.filter(mustAct).map((recipient) => {
    const act = acts.find(({ recipientId }) => recipientId === recipient.id);
    if (act?.sha256Hex !== sha256Hex) throw differs(name, 'is not the file that was signed');
    return recipient.id;
  });
}

function differs(name: string, how: string): AppError {
  return new AppError('seal-check-failed', `What is stored as “${name}” ${how}; nothing was sealed.`);
}
