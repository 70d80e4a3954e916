import {
  earlierLogs,
  formatVerifierKey,
  LogError,
  type LogEvidence,
  type LogReport,
  type LogState,
  LogVerification,
} from '@sealwright/audit/log';
import { z } from 'zod';
import type { LogFinding } from '../../ports/log-alarms.js';
import type { KnownBeginning, LogBeginnings } from '../../ports/log-beginnings.js';
import type { LogCheckpoints } from '../../ports/log-checkpoints.js';
import type { LogKeys } from '../../ports/log-keys.js';
import type { LogFolders, ShownCheckpoint } from '../../ports/log-tiles.js';
import type { MonitorMemory } from '../../ports/monitor-memory.js';
import type { RecordRows } from '../../ports/record-rows.js';
import type { Look } from './look.js';
import { trustKeys } from './trusted-keys.js';

export interface WatchLogParts {
  readonly rows: RecordRows;
  readonly folders: LogFolders;
  readonly beginnings: Pick<LogBeginnings, 'current' | 'list'>;
  readonly checkpoints: Pick<LogCheckpoints, 'newest'>;
  readonly keys: Pick<LogKeys, 'list'>;
  readonly memory: MonitorMemory;
  readonly nowMs: () => number;
}

const seenShape = z.object({ note: z.string(), keys: z.array(z.string()) });
/** So many faults tell what happened; thousands would only bury it. */
const MAX_FINDINGS = 50;
/** The state names every chain: it is not written to the disk every minute. */
const KEEP_EVERY_MS = 10 * 60_000;
/** What says that the log itself is not what it was; its checkpoint is then not remembered. */
const OF_THE_LOG = new Set([
  'tree-rolled-back',
  'split-view',
  'checkpoint-forged',
  'checkpoint-missing',
  'root-mismatch',
]);

/**
 * Holds rows, chains, tiles and checkpoints against each other, and against what was seen the last time: that is kept
 * outside of the database, so that a database which was put back does not agree with itself.
 */
export class WatchLog {
  private state: LogState | null = null;
  private keptAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: WatchLogParts) {}

  /** What came since the last look. The first one goes through all of it. */
  async lookAtNew(): Promise<Look> {
    return await this.look(this.state ?? (await this.parts.memory.read('verification')), false);
  }

  /** Everything again, with the form of each event and the personal values. */
  async lookAtAll(): Promise<Look> {
    return await this.look(undefined, true);
  }

  private async look(from: unknown, whole: boolean): Promise<Look> {
    await this.parts.rows.assertSeesAll();
    const shown = await this.gather();
    if (shown === null) return { findings: [], checked: 0, detail: 'The log has not signed anything yet.' };
    const evidence: LogEvidence = { ...shown.evidence, form: whole ? 'full' : 'hashes' };
    const run = await startFrom(evidence, from);
    const position = run.position;
    for await (const batch of this.parts.rows.logged(position, run.treeSize, whole)) await run.add(batch);
    await this.keepState(run.state(), whole);
    for await (const batch of this.parts.rows.pending(run.treeSize, whole)) await run.add(batch);
    const report = await run.finish();
    const findings = [...shown.findings, ...toFindings(report)];
    if (!findings.some(({ code }) => OF_THE_LOG.has(code))) {
      await this.parts.memory.write('log-seen', { note: shown.newestNote, keys: shown.keys });
    }
    return {
      findings,
      checked: report.loggedCount + report.pendingCount,
      detail: describe(report, findings),
    };
  }

  /** The published file first: it must not be from later than the rows. */
  private async gather() {
    const { folders, checkpoints, keys, memory, rows, beginnings } = this.parts;
    const last = await folders.lastShown();
    const log = await beginnings.current();
    const newest = await checkpoints.newest();
    const seen = seenShape.safeParse(await memory.read('log-seen')).data ?? null;
    if (log === null) return null;
    // Of the log that goes on now; one that ended is held against what followed it.
    const published = last?.generation === log.generation ? last.note : null;
    const own = newest?.generation === log.generation ? newest.note : null;
    const shownNotes = [last?.note ?? null, published, newest?.note ?? null].filter((note) => note !== null);
    const listed = (await keys.list()).map(({ verifierKey }) => verifierKey);
    const logKeys = await trustKeys(seen?.keys ?? [], listed, shownNotes);
    if (logKeys.length === 0 || (shownNotes.length === 0 && seen === null)) return null;
    const stated = await beginnings.list();
    // Begun, and nothing signed under the new name yet: there is nothing to hold the rows against for a moment.
    if (
      published === null &&
      own === null &&
      stated.some(({ generation }) => generation === log.generation)
    ) {
      return null;
    }
    const heads = await rows.streamHeads();
    const policyKeys = logKeys.filter(({ name }) => name === log.origin);
    return {
      newestNote: own ?? published ?? seen?.note ?? '',
      keys: logKeys.map(formatVerifierKey),
      findings: olderThanShown(last, log.generation),
      evidence: {
        tiles: folders.ofLog(log.generation).read,
        policy: { origin: log.origin, logKeys: policyKeys },
        // Before the very first look it may be that nothing was published yet, but is by now.
        checkpoint: published ?? (seen === null ? own : null),
        alsoShown: own === null ? [] : [own],
        keptCheckpoints: seen === null ? [] : [seen.note],
        earlier: earlierLogs(stated.map(toStated), logKeys),
        knownHeads: heads.map((head) => ({ ...head, source: 'stream-row' as const })),
        knownStreams: await rows.knownStreams(),
      },
    };
  }

  private async keepState(state: LogState, now: boolean): Promise<void> {
    this.state = state;
    const { memory, nowMs } = this.parts;
    if (!now && nowMs() - this.keptAtMs < KEEP_EVERY_MS) return;
    await memory.write('verification', state);
    this.keptAtMs = nowMs();
  }
}

/** A state that is damaged, or goes further than the log does now, leads nowhere: everything is looked at again. */
async function startFrom(evidence: LogEvidence, from: unknown): Promise<LogVerification> {
  try {
    const run = await LogVerification.start(evidence, from ?? undefined);
    if (run.position <= run.treeSize) return run;
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
  }
  return await LogVerification.start(evidence);
}

function toFindings({ faults }: LogReport): LogFinding[] {
  return faults
    .slice(0, MAX_FINDINGS)
    .map(({ code, stream, seq, index, sentence }) => ({ code, stream, seq, logIndex: index, sentence }));
}

function toStated({ after, kept }: KnownBeginning) {
  return { afterOrigin: after.origin, afterHead: after.head, keptSize: kept.size };
}

/** The folder shows a later log than the database knows of: it was put back. */
function olderThanShown(last: ShownCheckpoint | null, own: number): LogFinding[] {
  if (last === null || last.generation <= own) return [];
  const sentence = `Log ${last.generation} was shown already, and the database knows only log ${own}: an older database was put back.`;
  return [{ code: 'tree-rolled-back', stream: null, seq: null, logIndex: null, sentence }];
}

function describe({ treeSize, pendingCount }: LogReport, findings: readonly LogFinding[]): string {
  const size = `${treeSize} entries in the log, ${pendingCount} events not in it yet`;
  return findings.length === 0
    ? `Rows, chains, tiles and checkpoint agree: ${size}.`
    : `${findings.length} ${findings.length === 1 ? 'thing does' : 'things do'} not fit: ${size}.`;
}
