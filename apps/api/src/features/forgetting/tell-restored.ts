import { asId, type EnvelopeId, type OrganisationId } from '../../domain/ids.js';
import { bySystem, record } from '../../events/record.js';
import type { DueForgetting } from '../../ports/due-forgetting.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

const BATCH = 200;

/** Writes the events of erasures that were done again after a restore; the restored record does not have them. */
export class TellRestored {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly due: DueForgetting,
  ) {}

  async run(): Promise<void> {
    for (const { organisationId, entryId } of await this.due.untold(BATCH)) {
      await this.tell(organisationId, entryId);
    }
  }

  private tell(organisationId: OrganisationId, entryId: string): Promise<void> {
    return this.unitOfWork.transact(organisationId, async (tx) => {
      const entry = await tx.forgetting.entry(entryId);
      if (entry === null || entry.envelopeId === null || entry.scope === 'subjects') return;
      const { scope, requestId, personalValueCount, fieldValueCount, fileCount } = entry;
      const data = {
        ...{ erasureId: entryId, scope, cause: 'restore' as const },
        ...{ personalValueCount, fieldValueCount, fileCount },
        subjects: entry.subjects.filter((one) => !one.startsWith('event:')).slice(0, 200),
        ...(requestId && { requestId }),
      };
      const envelopeId = asId<EnvelopeId>(entry.envelopeId);
      await record(tx, [{ type: 'envelope.erased', envelopeId, data }], bySystem);
    });
  }
}
