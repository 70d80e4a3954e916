import type { OrganisationFact } from '../../domain/events.js';
import { bySystem, record } from '../../events/record.js';
import type { CrashPoints } from '../../ports/crash-points.js';
import type { LogFinding } from '../../ports/log-alarms.js';
import type { LogBeginning } from '../../ports/log-beginnings.js';
import type { Organisations } from '../../ports/organisations.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/**
 * Writes into every organisation's record which log goes on after which, and raises the alarm about what is gone. The
 * alarm's row says who was told already: after a crash nobody is told twice, and nobody not at all.
 */
export class TellBeginning {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: Organisations,
    private readonly crashPoints: CrashPoints,
  ) {}

  async run(beginning: LogBeginning): Promise<void> {
    for (const organisationId of await this.organisations.list()) {
      await this.unitOfWork.transact(organisationId, async (tx) => {
        const alarm = await tx.logAlarms.raise(lostEvents(beginning));
        if (alarm === null) return;
        const { id: alarmId, code, logIndex } = alarm;
        const data = { alarmId, code, ...(logIndex !== null && { logIndex }) };
        await record(tx, [begunEvent(beginning), { type: 'log.alarm-raised', data }], bySystem);
      });
      this.crashPoints.reach('N2');
    }
  }
}

function lostEvents({ generation, origin, after, kept, proved, reason }: LogBeginning): LogFinding {
  const lost = after.head.size - kept.size;
  const gone =
    lost > 0
      ? `${lost} events that were in it (entries ${kept.size} to ${after.head.size - 1}) are not in the database any more`
      : 'what it showed beyond this database is gone';
  const proof = proved
    ? 'Everything before them is the same, which its tiles prove.'
    : 'Its tiles are lost, so nobody can prove that everything before is the same.';
  return {
    code: 'events-lost',
    stream: null,
    seq: null,
    logIndex: kept.size,
    sentence: `The database was put back to an older state. The log ${after.origin} ended with ${after.head.size} entries; ${gone}. ${proof} Log ${generation} (${origin}) goes on. Reason given: ${reason}`,
  };
}

function begunEvent(beginning: LogBeginning): OrganisationFact {
  const { requestId, generation, origin, after, kept, proved, reason, begunBy } = beginning;
  return {
    type: 'log.begun',
    data: {
      ...{ generation, origin, proved },
      ...{ afterOrigin: after.origin, afterSize: after.head.size, afterRootHex: toHex(after.head.root) },
      ...{ keptSize: kept.size, keptRootHex: toHex(kept.root) },
    },
    personal: [{ subject: `operator:${requestId}`, value: { name: begunBy, reason } }],
  };
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
