import type { OrganisationFact } from '../../domain/events.js';
import { bySystem, record } from '../../events/record.js';
import type { OutletPlace } from '../../ports/log-outlets.js';
import type { Organisations } from '../../ports/organisations.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** Writes into every organisation's record that checkpoints no longer, or again, reach a place outside. */
export class TellDelivery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: Organisations,
  ) {}

  async failed({ kind, name }: OutletPlace, treeSize: number, code: string): Promise<void> {
    await this.tell({ type: 'log.delivery-failed', data: { kind, name, treeSize, code } });
  }

  async recovered({ kind, name }: OutletPlace, treeSize: number): Promise<void> {
    await this.tell({ type: 'log.delivery-recovered', data: { kind, name, treeSize } });
  }

  private async tell(event: OrganisationFact): Promise<void> {
    for (const organisationId of await this.organisations.list()) {
      await this.unitOfWork.transact(organisationId, (tx) => record(tx, [event], bySystem));
    }
  }
}
