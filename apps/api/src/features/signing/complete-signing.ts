import { createHash } from 'node:crypto';
import { jcsBytes } from '@sealwright/audit';
import type { Envelope } from '../../domain/envelope.js';
import type { ShownDocument } from '../../domain/events.js';
import type { SealId } from '../../domain/ids.js';
import { areShown } from '../../domain/shown-documents.js';
import { type Signed, sign } from '../../domain/sign.js';
import { record } from '../../events/record.js';
import type { CrashPoints } from '../../ports/crash-points.js';
import type { Ids } from '../../ports/ids.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { lockTheirEnvelope, recipientIn, type SigningPerson, whereabouts } from './signer.js';

/**
 * The act of signing (or approving). The envelope's row stays locked from the first read to the commit, so of any number
 * of requests at the same instant one signs and the others find it done; of two last signers one turns the envelope to
 * sealing. The seal rows, one for each document, and their jobs commit together with the act (K0).
 */
export class CompleteSigning {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly crashPoints: CrashPoints,
  ) {}

  /**
   * Signing what one has signed already succeeds and changes nothing: a double click, a retry after a lost answer.
   *
   * @throws AppError `fields-missing`, `document-hash-mismatch`, `consent-required`, `not-your-turn`, the 410 codes
   */
  run(person: SigningPerson, documents: readonly ShownDocument[]): Promise<void> {
    return this.unitOfWork.transact(person.organisationId, async (tx) => {
      const before = await lockTheirEnvelope(tx, person);
      if (hasSignedThis(before, person, documents)) return;
      const identification = await tx.links.identificationOf(person.recipientId);
      const newSealId = () => this.ids.uuid<SealId>();
      const command = { documents, identification, newSealId, hashValues };
      await this.store(tx, person, before, sign(before, person.recipientId, command, tx.now));
    });
  }

  private async store(
    tx: Transaction,
    person: SigningPerson,
    before: Envelope,
    signed: Signed,
  ): Promise<void> {
    const { envelope, events, act } = signed;
    await tx.envelopes.noteWhereabouts(person.recipientId, whereabouts(person));
    // The database takes signatures only while the envelope is out, so the act goes in before the state moves on.
    await tx.envelopes.insertSignature(envelope.id, act, whereabouts(person));
    await tx.envelopes.save(before, envelope);
    const sealing = events.find((event) => event.type === 'envelope.sealing-started');
    for (const { sealId, documentId } of sealing?.seals ?? []) {
      await tx.seals.open({ id: sealId, envelopeId: envelope.id, documentId, kind: 'document' });
    }
    await record(tx, events, person.context);
    if (sealing !== undefined) this.crashPoints.reach('K0');
  }
}

function hasSignedThis(
  envelope: Envelope,
  person: SigningPerson,
  documents: readonly ShownDocument[],
): boolean {
  return recipientIn(envelope, person.recipientId).status === 'completed' && areShown(envelope, documents);
}

/** SHA-256 over the canonical JSON of the values in the order of their fields; drawn strokes are fractions. */
function hashValues(values: readonly { fieldId: string; value: unknown }[]): string {
  return createHash('sha256').update(jcsBytes(values)).digest('hex');
}
