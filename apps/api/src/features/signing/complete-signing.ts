import { createHash } from 'node:crypto';
import { jcsBytes } from '@sealwright/audit';
import type { Envelope } from '../../domain/envelope.js';
import type { SealId } from '../../domain/ids.js';
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
 * sealing. The seal row and its job commit together with the act (K0).
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
  run(person: SigningPerson, documentSha256Hex: string): Promise<void> {
    return this.unitOfWork.transact(person.organisationId, async (tx) => {
      const before = await lockTheirEnvelope(tx, person);
      if (hasSignedThis(before, person, documentSha256Hex)) return;
      const identification = await tx.links.identificationOf(person.recipientId);
      const sealId = this.ids.uuid<SealId>();
      const command = { documentSha256Hex, identification, sealId, hashValues };
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
    const [document] = envelope.documents;
    if (sealing !== undefined && document !== undefined) {
      const seal = {
        id: sealing.sealId,
        envelopeId: envelope.id,
        documentId: document.id,
        kind: 'document',
      } as const;
      await tx.seals.open(seal);
    }
    await record(tx, events, person.context);
    if (sealing !== undefined) this.crashPoints.reach('K0');
  }
}

function hasSignedThis(envelope: Envelope, person: SigningPerson, documentSha256Hex: string): boolean {
  const done = recipientIn(envelope, person.recipientId).status === 'completed';
  return done && envelope.documents.every((document) => document.frozenSha256Hex === documentSha256Hex);
}

/** SHA-256 over the canonical JSON of the values in the order of their fields; drawn strokes are fractions. */
function hashValues(values: readonly { fieldId: string; value: unknown }[]): string {
  return createHash('sha256').update(jcsBytes(values)).digest('hex');
}
