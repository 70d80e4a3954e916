import { AppError } from '../../domain/app-error.js';
import type { OrganisationId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

interface Administrator {
  readonly organisationId: OrganisationId;
  readonly userId: string;
  readonly name: string;
  readonly context: RecordContext;
}

/** Takes an alarm off every page, on record and with a reason; the alarm itself stays. */
export class AcknowledgeAlarm {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** A second one changes nothing. @throws AppError `not-found` */
  run({ organisationId, userId, name, context }: Administrator, id: string, reason: string): Promise<void> {
    return this.unitOfWork.transact(organisationId, async (tx) => {
      const alarm = await tx.logAlarms.find(id);
      if (alarm === null) throw new AppError('not-found', 'There is no such alarm.');
      if (!(await tx.logAlarms.acknowledge(id, { userId, name, reason }))) return;
      const data = { alarmId: id, code: alarm.code };
      const personal = [{ subject: `user:${userId}` as const, value: { reason } }];
      await record(tx, [{ type: 'log.alarm-acknowledged', data, personal }], context);
    });
  }
}
