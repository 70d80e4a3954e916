import type { OrganisationId } from '../../domain/ids.js';
import type { BlobStore } from '../../ports/blob-store.js';
import type { CrashPoints } from '../../ports/crash-points.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { KeepErasureList } from './keep-erasure-list.js';

/** Takes erased files off the disk and their keys out of the database, then brings the erasure list up to date. */
export class RemoveErasedFiles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly blobs: BlobStore,
    private readonly keepList: KeepErasureList,
    private readonly crashPoints: CrashPoints,
  ) {}

  async run(organisationId: OrganisationId): Promise<void> {
    // First the list: from here on a restored backup cannot bring back what is being removed.
    await this.keepList.run();
    this.crashPoints.reach('F3');
    const removals = await this.unitOfWork.read(organisationId, (tx) => tx.forgetting.removals());
    for (const blob of removals) {
      await this.blobs.remove(organisationId, blob);
      this.crashPoints.reach('F2');
      await this.unitOfWork.transact(organisationId, (tx) => tx.forgetting.noteRemoved(blob.sha256Hex));
    }
  }
}
