import { AppError } from '../../domain/app-error.js';
import type { OrganisationId } from '../../domain/ids.js';
import type { StoredPersonErasure } from '../../ports/person-repository.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** Requests for erasure; none of them holds the person's address once it is done. */
export class ReadErasures {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  all(organisationId: OrganisationId): Promise<StoredPersonErasure[]> {
    return this.unitOfWork.read(organisationId, (tx) => tx.people.erasures());
  }

  /** @throws AppError `not-found` */
  async one(organisationId: OrganisationId, id: string): Promise<StoredPersonErasure> {
    const found = await this.unitOfWork.read(organisationId, (tx) => tx.people.erasure(id));
    if (found === null) throw new AppError('not-found', 'There is no such request.');
    return found;
  }
}
