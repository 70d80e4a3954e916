import { AppError } from '../../domain/app-error.js';
import type { EnvelopeId, LegalHoldId } from '../../domain/ids.js';
import { record } from '../../events/record.js';
import type { Ids } from '../../ports/ids.js';
import type { LegalHold } from '../../ports/legal-holds.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { EvidenceReader } from './reader.js';

/** Places and lifts what stops erasing, and shows it. */
export class HoldEnvelopes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  list(reader: EvidenceReader): Promise<LegalHold[]> {
    return this.unitOfWork.transact(reader.organisationId, async (tx) => {
      const holds = await tx.legalHolds.list();
      await record(tx, [{ type: 'audit.viewed', data: { part: 'holds' } }], reader.context);
      return holds;
    });
  }

  /** @throws AppError `not-found`, `envelope-not-sent` */
  place(admin: EvidenceReader, envelopeId: EnvelopeId, reason: string): Promise<LegalHold> {
    return this.unitOfWork.transact(admin.organisationId, async (tx) => {
      // The row is taken first: whoever is erasing this envelope finishes before, or finds the hold.
      const envelope = await tx.envelopes.lock(envelopeId);
      if (envelope === null) throw new AppError('not-found', 'There is no such envelope.');
      if (envelope.status === 'draft') {
        throw new AppError(
          'envelope-not-sent',
          'A draft is no evidence yet; it can be held once it was sent.',
        );
      }
      const id = this.ids.uuid<LegalHoldId>();
      const { userId, name } = admin;
      await tx.legalHolds.insert({ id, envelopeId, reason, placedBy: { id: userId, name } });
      const personal = [{ subject: `legal-hold:${id}` as const, value: { reason } }];
      await record(tx, [{ type: 'hold.placed', envelopeId, data: { holdId: id }, personal }], admin.context);
      const placed = await tx.legalHolds.find(id);
      if (placed === null) throw new Error('The hold just placed is gone.');
      return placed;
    });
  }

  /** @throws AppError `not-found`, `legal-hold-lifted` */
  lift(admin: EvidenceReader, id: LegalHoldId, reason: string): Promise<void> {
    return this.unitOfWork.transact(admin.organisationId, async (tx) => {
      const hold = await tx.legalHolds.find(id);
      if (hold === null) throw new AppError('not-found', 'There is no such legal hold.');
      const { userId, name } = admin;
      if (!(await tx.legalHolds.lift(id, { id: userId, name }, reason))) {
        throw new AppError('legal-hold-lifted', 'This hold was lifted before.');
      }
      const personal = [{ subject: `legal-hold:${id}` as const, value: { reason } }];
      const data = { holdId: id };
      await record(tx, [{ type: 'hold.lifted', envelopeId: hold.envelopeId, data, personal }], admin.context);
    });
  }
}
