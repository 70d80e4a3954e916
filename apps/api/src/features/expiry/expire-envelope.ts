import { expire } from '../../domain/expire.js';
import type { EnvelopeId, OrganisationId } from '../../domain/ids.js';
import { bySystem, record } from '../../events/record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** Ends an envelope whose time has run out. One that ended meanwhile, or was given more time, is left as it is. */
export class ExpireEnvelope {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async run(organisationId: OrganisationId, id: EnvelopeId): Promise<void> {
    await this.unitOfWork.transact(organisationId, async (tx) => {
      const envelope = await tx.envelopes.lock(id);
      const expired = envelope && expire(envelope, tx.now);
      if (!envelope || !expired) return;
      await tx.envelopes.save(envelope, expired.envelope);
      await record(tx, expired.events, bySystem);
    });
  }
}
