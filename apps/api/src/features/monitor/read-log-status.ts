import { createHash } from 'node:crypto';
import { parseSignedNote } from '@sealwright/audit/log';
import type { OrganisationId } from '../../domain/ids.js';
import type { LogAlarm } from '../../ports/log-alarms.js';
import type { KnownBeginning, LogBeginnings } from '../../ports/log-beginnings.js';
import type { KeptCheckpoint, LogCheckpoints } from '../../ports/log-checkpoints.js';
import type { LogKey, LogKeys } from '../../ports/log-keys.js';
import type { LogOutlets } from '../../ports/log-outlets.js';
import type { LogPlaces } from '../../ports/log-places.js';
import type { MonitorRuns } from '../../ports/monitor-runs.js';
import type { ServiceHealth } from '../../ports/service-health.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { AlarmListView, LogStatusView } from './log-status.schema.js';

export interface LogStatusParts {
  readonly unitOfWork: UnitOfWork;
  readonly checkpoints: LogCheckpoints;
  readonly beginnings: Pick<LogBeginnings, 'list'>;
  readonly keys: LogKeys;
  readonly places: LogPlaces;
  readonly outlets: LogOutlets;
  readonly runs: MonitorRuns;
  readonly health: ServiceHealth;
}

const MAX_ALARMS = 200;

/** The log as administrators see it: what it signed, who keeps it, what the monitor found. */
export class ReadLogStatus {
  constructor(private readonly parts: LogStatusParts) {}

  async run(organisationId: OrganisationId): Promise<LogStatusView> {
    const { checkpoints, beginnings, keys, places, outlets, runs, health } = this.parts;
    const [newest, stated, known, backlog, outside, required, looks, services, alarms] = await Promise.all([
      checkpoints.newest(),
      beginnings.list(),
      keys.list(),
      places.backlog(),
      outlets.list(),
      outlets.requiredWitnesses(),
      runs.list(),
      health.list(),
      this.alarms(organisationId),
    ]);
    const monitor = services.find(({ name }) => name === 'monitor');
    return {
      origin: newest === null ? null : (parseSignedNote(newest.note).text.split('\n', 1)[0] ?? null),
      checkpoint: newest && checkpointView(newest, known),
      beginnings: stated.map(beginningView),
      pending: { count: backlog.waiting, oldestAt: iso(backlog.oldestAt) },
      keys: known.map(keyView),
      outlets: outside.map(
        ({ kind, shown, state, code, detail, since, lastSize, lastAt, nextAttemptAt }) => ({
          ...{ kind, shown, state, code, detail, lastSize },
          since: since.toISOString(),
          lastAt: iso(lastAt),
          nextAttemptAt: nextAttemptAt.toISOString(),
        }),
      ),
      requiredWitnesses: required,
      monitor: monitor
        ? {
            state: monitor.state,
            code: monitor.code,
            detail: monitor.detail,
            since: monitor.since.toISOString(),
          }
        : null,
      runs: looks.map((run) => ({
        ...run,
        startedAt: run.startedAt.toISOString(),
        finishedAt: run.finishedAt.toISOString(),
      })),
      alarms,
    };
  }

  async alarms(organisationId: OrganisationId): Promise<AlarmListView> {
    const alarms = await this.parts.unitOfWork.read(organisationId, (tx) => tx.logAlarms.list(MAX_ALARMS));
    return {
      alarms: alarms.map(alarmView),
      openCount: alarms.filter(({ acknowledged }) => acknowledged === null).length,
    };
  }
}

function checkpointView(
  { head, note, signedAt, timestamp }: KeptCheckpoint,
  keys: readonly LogKey[],
): LogStatusView['checkpoint'] {
  const own = new Set(keys.map(({ verifierKey }) => verifierKey.split('+', 1)[0]));
  const names = parseSignedNote(note).signatures.map(({ name }) => name);
  return {
    size: head.size,
    rootHex: Buffer.from(head.root).toString('hex'),
    signedAt: signedAt.toISOString(),
    note,
    cosignedBy: [...new Set(names)].filter((name) => !own.has(name)),
    timestamp: timestamp && { authority: timestamp.authority, at: timestamp.at.toISOString() },
  };
}

function beginningView({ origin, after, kept, proved, reason, begunBy, begunAt }: KnownBeginning) {
  return {
    ...{ origin, proved, reason, begunBy },
    ...{ afterOrigin: after.origin, afterSize: after.head.size, keptSize: kept.size },
    begunAt: begunAt.toISOString(),
  };
}

function keyView({
  verifierKey,
  algorithm,
  spkiDer,
  label,
  registeredAt,
  retiredAt,
}: LogKey): LogStatusView['keys'][number] {
  return {
    ...{ verifierKey, algorithm, label },
    fingerprintSha256Hex: createHash('sha256').update(spkiDer).digest('hex'),
    registeredAt: registeredAt.toISOString(),
    retiredAt: iso(retiredAt),
  };
}

function alarmView(alarm: LogAlarm): AlarmListView['alarms'][number] {
  const { id, code, sentence, envelopeId, stream, seq, logIndex, raisedAt, acknowledged } = alarm;
  return {
    ...{ id, code, sentence, envelopeId, seq, logIndex },
    place: stream,
    raisedAt: raisedAt.toISOString(),
    acknowledged: acknowledged && {
      at: acknowledged.at.toISOString(),
      by: acknowledged.byName,
      reason: acknowledged.reason,
    },
  };
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
