import { createHash } from 'node:crypto';
import { asId, type EnvelopeId } from '../../domain/ids.js';
import type { LogAlarm, LogAlarmRepository, LogFinding } from '../../ports/log-alarms.js';
import type { LogAlarm as LogAlarmRow } from './generated/client.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaLogAlarmRepository implements LogAlarmRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async raise({ code, stream, seq, logIndex, sentence }: LogFinding): Promise<LogAlarm | null> {
    const { client, organisationId, now, ids } = this.scope;
    const [row] = await client.logAlarm.createManyAndReturn({
      data: [
        {
          id: ids.uuid(),
          organisationId,
          fingerprint: fingerprintOf({ code, stream, seq, logIndex }),
          ...{ code, stream, sentence },
          seq: seq === null ? null : BigInt(seq),
          logIndex: logIndex === null ? null : BigInt(logIndex),
          raisedAt: now,
        },
      ],
      skipDuplicates: true,
    });
    return row === undefined ? null : toAlarm(row);
  }

  async list(limit: number): Promise<LogAlarm[]> {
    const { client, organisationId } = this.scope;
    const rows = await client.logAlarm.findMany({
      where: { organisationId },
      orderBy: [{ acknowledgedAt: { sort: 'desc', nulls: 'first' } }, { raisedAt: 'desc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(toAlarm);
  }

  async find(id: string): Promise<LogAlarm | null> {
    const { client, organisationId } = this.scope;
    const row = await client.logAlarm.findFirst({ where: { id, organisationId } });
    return row && toAlarm(row);
  }

  async acknowledge(
    id: string,
    by: { readonly userId: string; readonly name: string; readonly reason: string },
  ): Promise<boolean> {
    const { client, organisationId, now } = this.scope;
    const { count } = await client.logAlarm.updateMany({
      where: { id, organisationId, acknowledgedAt: null },
      data: {
        acknowledgedAt: now,
        acknowledgedBy: by.userId,
        acknowledgedByName: by.name,
        reason: by.reason,
      },
    });
    return count === 1;
  }
}

/** The same finding raises no second alarm, whatever its words are by then. */
function fingerprintOf({ code, stream, seq, logIndex }: Omit<LogFinding, 'sentence'>): string {
  return createHash('sha256')
    .update(JSON.stringify([code, stream, seq, logIndex]))
    .digest('hex');
}

function toAlarm(row: LogAlarmRow): LogAlarm {
  const { id, code, stream, seq, logIndex, sentence, raisedAt } = row;
  const { acknowledgedAt: at, acknowledgedBy: by, acknowledgedByName: byName, reason } = row;
  const isWhole = at !== null && by !== null && byName !== null && reason !== null;
  return {
    ...{ id, code, stream, sentence, raisedAt },
    seq: seq === null ? null : Number(seq),
    logIndex: logIndex === null ? null : Number(logIndex),
    envelopeId: envelopeOf(stream),
    acknowledged: isWhole ? { at, by, byName, reason } : null,
  };
}

function envelopeOf(stream: string | null): EnvelopeId | null {
  const [kind, id] = stream?.split(':') ?? [];
  return kind === 'envelope' && id !== undefined ? asId<EnvelopeId>(id) : null;
}
