import type { OrganisationFact } from '../../domain/events.js';
import type { OrganisationId } from '../../domain/ids.js';
import { bySystem, record } from '../../events/record.js';
import type { LogAlarm, LogFinding, StreamOwners } from '../../ports/log-alarms.js';
import type { Organisations } from '../../ports/organisations.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/**
 * Tells those whom it concerns, once: the organisation whose record does not fit, or every one where the log as a whole
 * is in doubt. Row, event and mails commit together.
 */
export class RaiseAlarms {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: Organisations,
    private readonly owners: StreamOwners,
  ) {}

  /** @returns how many alarms are new */
  async run(findings: readonly LogFinding[]): Promise<number> {
    const byOrganisation = await this.concerned(findings);
    let count = 0;
    for (const [organisationId, own] of byOrganisation) {
      count += await this.unitOfWork.transact(organisationId, (tx) => raiseAll(tx, own));
    }
    return count;
  }

  private async concerned(findings: readonly LogFinding[]): Promise<Map<OrganisationId, LogFinding[]>> {
    const byOrganisation = new Map<OrganisationId, LogFinding[]>();
    if (findings.length === 0) return byOrganisation;
    const everybody = await this.organisations.list();
    for (const finding of findings) {
      const owner = isChain(finding.stream) ? await this.owners.ownerOf(finding.stream) : null;
      // An owner that is not an organisation here was written by whoever edited the rows.
      const concerned = owner !== null && everybody.includes(owner) ? [owner] : everybody;
      for (const organisationId of concerned) {
        byOrganisation.set(organisationId, [...(byOrganisation.get(organisationId) ?? []), finding]);
      }
    }
    return byOrganisation;
  }
}

async function raiseAll(tx: Transaction, findings: readonly LogFinding[]): Promise<number> {
  const events: OrganisationFact[] = [];
  for (const finding of findings) {
    const alarm = await tx.logAlarms.raise(finding);
    if (alarm !== null) events.push(raisedEvent(alarm));
  }
  if (events.length > 0) await record(tx, events, bySystem);
  return events.length;
}

function raisedEvent({ id, code, envelopeId, seq, logIndex }: LogAlarm): OrganisationFact {
  return {
    type: 'log.alarm-raised',
    data: {
      alarmId: id,
      code,
      ...(envelopeId !== null && { envelopeId }),
      ...(envelopeId !== null && seq !== null && seq > 0 && { seq }),
      ...(logIndex !== null && { logIndex }),
    },
  };
}

function isChain(stream: string | null): stream is string {
  return stream !== null && /^(envelope|organisation):/.test(stream);
}
