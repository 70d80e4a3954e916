import {
  type LogEvidence,
  type LogRecord,
  type LogReport,
  type LogState,
  LogVerification,
} from '@sealwright/audit/log';
import type { LogDatabase } from './log-database.js';

export interface RunOptions {
  readonly database: LogDatabase;
  readonly evidence: LogEvidence;
  readonly full: boolean;
  /** What an earlier run kept, undefined to begin at the first entry. */
  readonly from: unknown;
  /** Called every few seconds, and when the run stops. */
  readonly keep: (state: LogState) => void;
  readonly onProgress: (done: number, treeSize: number) => void;
  readonly isStopped: () => boolean;
}

/** `stopped`: before the end, with everything up to `position` kept. */
export type RunOutcome =
  | { readonly outcome: 'finished'; readonly report: LogReport }
  | { readonly outcome: 'stopped'; readonly position: number; readonly treeSize: number };

const KEEP_EVERY_MS = 5_000;

/** Once through the log, and then through what is not in it yet. */
export async function runVerification(options: RunOptions): Promise<RunOutcome> {
  const { database, evidence, full, from, keep, onProgress, isStopped } = options;
  // Read first: a head from later than the rows would make them look cut off.
  const heads = await database.streamHeads();
  const owners = await database.streamOwners();
  const knownHeads = [
    ...(evidence.knownHeads ?? []),
    ...heads.map((head) => ({ ...head, source: 'stream-row' as const })),
  ];
  const run = await LogVerification.start(
    { ...evidence, knownHeads, owners, knownStreams: [...owners.keys()], missesValues: full },
    from,
  );
  const { treeSize } = run;
  if (run.position > treeSize)
    return { outcome: 'finished', report: await rolledBack(evidence, run.position) };
  let keptAtMs = Date.now();
  for await (const batch of ahead(database.logged(run.position, treeSize, { withPersonal: full }))) {
    await run.add(batch);
    onProgress(run.position, treeSize);
    if (isStopped()) {
      keep(run.state());
      return { outcome: 'stopped', position: run.position, treeSize };
    }
    if (Date.now() - keptAtMs < KEEP_EVERY_MS) continue;
    keep(run.state());
    keptAtMs = Date.now();
  }
  keep(run.state());
  for await (const batch of database.pending(treeSize, { withPersonal: full })) await run.add(batch);
  return { outcome: 'finished', report: await run.finish() };
}

/** Asks for the next batch while the last one is worked on: the database and the hashing each have a core. */
async function* ahead(batches: AsyncGenerator<LogRecord[]>): AsyncGenerator<LogRecord[]> {
  let next = batches.next();
  for (;;) {
    const { done, value } = await next;
    if (done) return;
    next = batches.next();
    // Whoever stops early never awaits it.
    next.catch(() => undefined);
    yield value;
  }
}

/** An earlier run went further than the log goes now. */
async function rolledBack(evidence: LogEvidence, position: number): Promise<LogReport> {
  const report = await (await LogVerification.start({ ...evidence, tiles: null })).finish();
  const sentence =
    `The log shows ${report.treeSize} entries now; an earlier verification went through ${position}: it was rolled back. ` +
    'Verify it once without --state to see which events are gone.';
  const fault = {
    code: 'tree-rolled-back' as const,
    stream: null,
    seq: null,
    index: report.treeSize,
    sentence,
  };
  return { ...report, verdict: 'broken', faults: [fault], firstBad: fault, loggedCount: 0 };
}
