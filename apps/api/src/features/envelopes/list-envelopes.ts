import type { OrganisationId } from '../../domain/ids.js';
import type { EnvelopeCounts, EnvelopeFilter, EnvelopeListItem } from '../../ports/envelope-repository.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** The list a sender sees, newest first. */
export class ListEnvelopes {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  run(organisationId: OrganisationId, filter: EnvelopeFilter): Promise<EnvelopeListItem[]> {
    return this.unitOfWork.read(organisationId, (tx) => tx.envelopes.list(filter));
  }

  counts(organisationId: OrganisationId): Promise<EnvelopeCounts> {
    return this.unitOfWork.read(organisationId, (tx) => tx.envelopes.counts());
  }
}
