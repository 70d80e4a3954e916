import { AppError } from '../../domain/app-error.js';
import { record } from '../../events/record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { Administrator } from './request-erasure.js';

/** Everything held of a person as one JSON object (GDPR articles 15 and 20). Handing it out is recorded. */
export class ExportPerson {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws AppError `person-unknown` */
  run({ organisationId, context }: Administrator, email: string): Promise<Record<string, unknown>> {
    return this.unitOfWork.transact(organisationId, async (tx) => {
      const traces = await tx.people.find(email);
      const tables = await tx.people.everything(email, traces);
      if (Object.values(tables).every((rows) => Array.isArray(rows) && rows.length === 0)) {
        throw new AppError('person-unknown', 'Nothing is held of a person with this e-mail address.');
      }
      const data = { envelopeCount: traces.envelopes.length };
      await record(tx, [{ type: 'person.exported', data }], context);
      return { format: 'sealwright-person', version: 1, exportedAt: tx.now.toISOString(), tables };
    });
  }
}
