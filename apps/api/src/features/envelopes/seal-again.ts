import { AppError } from '../../domain/app-error.js';
import type { EnvelopeFact } from '../../domain/events.js';
import type { EnvelopeId } from '../../domain/ids.js';
import { isStopped, type SealCondition } from '../../domain/seal.js';
import { record } from '../../events/record.js';
import type { Seal } from '../../ports/seal-repository.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { Doer } from './create-envelope.js';
import { lockEnvelope } from './locked-draft.js';

/** Asks for another try of what stopped: the act is recorded, and a job of the same commit brings it to the sealer. */
export class SealAgain {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws AppError `not-found`, `nothing-to-seal-again` */
  run(doer: Doer, id: EnvelopeId): Promise<void> {
    return this.unitOfWork.transact(doer.organisationId, async (tx) => {
      await lockEnvelope(tx, id);
      const seals = await tx.seals.ofEnvelope(id);
      const extensions = await tx.sealExtensions.ofEnvelope(id);
      const retried = [
        ...seals.flatMap((seal) => retriedEvent(seal, seal.condition)),
        ...extensions.flatMap(({ sealId, condition }) =>
          seals.filter((seal) => seal.id === sealId).flatMap((seal) => retriedEvent(seal, condition)),
        ),
      ];
      if (retried.length === 0) {
        throw new AppError(
          'nothing-to-seal-again',
          'No seal of this envelope has stopped: it is made already, being made, or not due yet.',
        );
      }
      await record(tx, retried, doer.context);
    });
  }
}

/** `condition`: of the seal itself, or of what is owed to it since. */
function retriedEvent({ id, envelopeId, documentId, kind }: Seal, condition: SealCondition): EnvelopeFact[] {
  if (!isStopped(condition)) return [];
  const { fence, cause } = condition;
  const data = { sealId: id, purpose: kind, documentId, fence, code: cause.code };
  return [{ type: 'seal.retried', envelopeId, data }];
}
