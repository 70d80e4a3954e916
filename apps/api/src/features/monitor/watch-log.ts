import {
  earlierLogs,
  formatVerifierKey,
  LogError,
  type LogEvidence,
  type LogRecord,
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
import type { RecordRows, StreamHeadRow } from '../../ports/record-rows.js';
import type { Look } from './look.js';
import { resumeChains, withoutChains } from './resume-chains.js';
import { trustKeys } from './trusted-keys.js';

export interface WatchLogParts {
  readonly rows: RecordRows;
  readonly folders: LogFolders;
  readonly beginnings: Pick<LogBeginnings, 'current' | 'list'>;
  readonly checkpoints: Pick<LogCheckpoints, 'newest'>;
  readonly keys: Pick<LogKeys, 'list'>;
  readonly memory: MonitorMemory;
}

/** What the log shows now, and what was kept of it. */
interface Shown {
  readonly newestNote: string;
  readonly keys: readonly string[];
  readonly findings: readonly LogFinding[];
  readonly evidence: LogEvidence;
}

/** As {@link LogVerification} reads it; only its place is of interest here. */
const keptShape = z.looseObject({ size: z.int().nonnegative() });
type KeptState = Pick<LogState, 'size'>;
const seenShape = z.object({ note: z.string(), keys: z.array(z.string()) });
/** So many faults tell what happened; thousands would only bury it. */
const MAX_FINDINGS = 50;
/** Records with something new in them, since the last look. With more of them looking at everything is as well. */
const MAX_CHAINS = 20_000;
const nothingSigned: Look = { findings: [], checked: 0, detail: 'The log has not signed anything yet.' };
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
 *
 * What is kept does not grow with the number of records. Looking at everything needs memory for the head of each chain.
 */
export class WatchLog {
  private state: LogState | null = null;
  /** What was wrong with what is new, and what looking at everything then gave: looking again would give the same. */
  private known: { readonly trouble: string; readonly found: Look } | null = null;

  constructor(private readonly parts: WatchLogParts) {}

  /** What came since the last look. The first one, and one that finds something, goes through all of it. */
  async lookAtNew(): Promise<Look> {
    const kept = this.state ?? keptShape.safeParse(await this.parts.memory.read('verification')).data;
    const look = kept ? await this.lookBehind(kept) : null;
    if (look !== null && look.findings.length === 0) return look;
    const trouble = JSON.stringify(look?.findings);
    if (look !== null && this.known?.trouble === trouble) return this.known.found;
    const found = await this.lookFromStart('hashes');
    this.known = look === null ? null : { trouble, found };
    return found;
  }

  /** Everything again, with the form of each event and the personal values. */
  async lookAtAll(): Promise<Look> {
    return await this.lookFromStart('full');
  }

  private async lookFromStart(form: 'hashes' | 'full'): Promise<Look> {
    const { rows } = this.parts;
    await rows.assertSeesAll();
    const shown = await this.gather();
    if (shown === null) return nothingSigned;
    const knownHeads = (await rows.streamHeads()).map(toKnownHead);
    const owners = await rows.streamOwners();
    const knownStreams = [...owners.keys()];
    const run = await LogVerification.start({ ...shown.evidence, knownHeads, owners, knownStreams, form });
    return await this.follow(run, shown, (treeSize) => rows.pending(treeSize, form === 'full'), form);
  }

  /** @returns null when it cannot be gone on from there */
  private async lookBehind(kept: KeptState): Promise<Look | null> {
    const { rows } = this.parts;
    await rows.assertSeesAll();
    const shown = await this.gather();
    if (shown === null) return nothingSigned;
    // Before the events: a head that is newer than they are would seem to lack its last one.
    const knownHeads = (await rows.headsToWatch(kept.size)).map(toKnownHead);
    const evidence: LogEvidence = { ...shown.evidence, knownHeads, form: 'hashes' };
    const bare = await startFrom(evidence, kept);
    if (bare === null) return null;
    const pending: LogRecord[] = [];
    for await (const batch of rows.pending(bare.treeSize, false)) pending.push(...batch);
    const streams = new Set([...pending, ...knownHeads].map(({ stream }) => stream));
    const ends = await rows.loggedEnds(kept.size, [...streams], MAX_CHAINS);
    const { tiles } = evidence;
    const state = ends && tiles && (await resumeChains(bare.state(), ends, tiles));
    const run = state && (await startFrom(evidence, state));
    return run && (await this.follow(run, shown, () => [pending], 'hashes'));
  }

  private async follow(
    run: LogVerification,
    shown: Shown,
    pendingOf: (treeSize: number) => AsyncIterable<LogRecord[]> | Iterable<LogRecord[]>,
    form: 'hashes' | 'full',
  ): Promise<Look> {
    const { rows, memory } = this.parts;
    for await (const batch of rows.logged(run.position, run.treeSize, form === 'full')) await run.add(batch);
    this.state = withoutChains(run.state());
    await memory.write('verification', this.state);
    for await (const batch of pendingOf(run.treeSize)) await run.add(batch);
    const report = await run.finish();
    const findings = [...shown.findings, ...toFindings(report)];
    if (!findings.some(({ code }) => OF_THE_LOG.has(code))) {
      await memory.write('log-seen', { note: shown.newestNote, keys: shown.keys });
    }
    return {
      findings,
      checked: report.loggedCount + report.pendingCount,
      detail: describe(report, findings),
    };
  }

  /** The published file first: it must not be from later than the rows. */
  private async gather(): Promise<Shown | null> {
    const { folders, checkpoints, keys, memory, beginnings } = this.parts;
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
      },
    };
  }
}

/** A state that is damaged, or goes further than the log does now, leads nowhere: everything is looked at again. */
async function startFrom(evidence: LogEvidence, from: unknown): Promise<LogVerification | null> {
  try {
    const run = await LogVerification.start(evidence, from);
    return run.position <= run.treeSize ? run : null;
  } catch (error) {
    if (error instanceof LogError) return null;
    throw error;
  }
}

const toKnownHead = (head: StreamHeadRow) => ({ ...head, source: 'stream-row' as const });

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
