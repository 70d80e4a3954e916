import { constants } from 'node:os';
import { earlierLogs, LogError, type LogReport } from '@sealwright/audit/log';
import type { Command } from 'commander';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { writeLines, writeResult } from '../terminal/output.js';
import { chooseDatabase, chooseTiles } from '../verify-log/choose-places.js';
import { describeLogReport } from '../verify-log/describe-log-report.js';
import { LogDatabase, type StoredBeginning, type StoredLog } from '../verify-log/log-database.js';
import { chooseKeys, readCheckpoints } from '../verify-log/log-evidence.js';
import { progressLine } from '../verify-log/progress.js';
import { readCertificates } from '../verify-log/read-certificates.js';
import { readResumeFile, writeResumeFile } from '../verify-log/resume-file.js';
import { type RunOutcome, runVerification } from '../verify-log/run-verification.js';
import { openTiles, withinLog } from '../verify-log/tile-source.js';
import { repeatable } from './repeatable.js';

interface Options {
  readonly database?: string;
  readonly tiles?: string;
  readonly logKey?: string[];
  readonly checkpoint?: string[];
  readonly certificate?: string[];
  readonly state?: string;
  readonly full?: boolean;
  readonly json?: boolean;
}

const helpText = `
Rows and tiles alone show that the log fits itself. That nobody rewrote all of it shows only what was kept elsewhere:
a key (--log-key), yesterday's checkpoint (--checkpoint), an audit certificate (--certificate).

Exit codes:
  0   intact
  1   broken: the envelope and the first bad event are named where the evidence can tell
  2   cannot say: database or log do not answer, or the log has no key or checkpoint yet
  64  wrong usage, or a file that cannot be read
  130 stopped by Ctrl-C; with --state the next run goes on from there

Examples:
  sealwright audit verify-log --log-key log.key --checkpoint yesterday.txt
  sealwright audit verify-log --database postgresql://sealwright_auditor:…@db/sealwright --tiles https://sign.example.com/log/
  sealwright audit verify-log --state verified.json --certificate contract-certificate.pdf --json`;

/** `sealwright audit verify-log`: every row against chains, tree, tiles and checkpoints. */
export function addAuditVerifyLog(audit: Command): void {
  audit
    .command('verify-log')
    .summary('check the whole log against the rows of the database')
    .description(
      'Check every event in the database against its chain, the transparency log and the checkpoints you kept.',
    )
    .option(
      '--database <url>',
      'the rows, in the role sealwright_auditor (the running platform’s when left out)',
    )
    .option(
      '--tiles <folder or url>',
      'the log, on disk or as it is published (the running platform’s when left out)',
    )
    .option('--log-key <key or file>', 'key of the log you were given (may be repeated)', repeatable)
    .option('--checkpoint <file>', 'checkpoint you kept (may be repeated)', repeatable)
    .option(
      '--certificate <file>',
      'audit certificate, or its audit.json, you kept (may be repeated)',
      repeatable,
    )
    .option('--state <file>', 'go on from here; made when it is not there')
    .option('--full', 'also the form of each event, and the personal values against their commitments')
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', helpText)
    .action(async (options: Options) => {
      process.exitCode = await verifyLog(options);
    });
}

async function verifyLog(options: Options): Promise<number> {
  const place = openTiles(chooseTiles(options.tiles, process.env));
  const certificates = readCertificates(options.certificate ?? []);
  const keptCheckpoints = [...readCheckpoints(options.checkpoint ?? []), ...certificates.checkpoints];
  const database = await LogDatabase.open(chooseDatabase(options.database, process.env));
  try {
    const source = await withinLog(place, await database.readLog());
    // The published one first: it must not be from later than the rows.
    const published = await source.published('checkpoint');
    const stored = await database.readLog();
    const { origin, keys, fromOutside, note } = await chooseKeys(options.logKey, stored, source);
    const full = options.full === true;
    const identity = { origin, full };
    const { state } = options;
    const stop = listenForStop();
    const progress = progressLine(process.stderr);
    const outcome = await runVerification({
      database,
      full,
      evidence: {
        tiles: source.tiles,
        policy: { origin, logKeys: keys },
        checkpoint: published ?? stored.checkpoint,
        alsoShown: shownByDatabase(stored, published),
        keptCheckpoints,
        earlier: earlierLogs(stored.beginnings, keys),
        knownHeads: certificates.heads,
        form: full ? 'full' : 'hashes',
      },
      from: state === undefined ? undefined : readResumeFile(state, identity),
      keep: (run) => state !== undefined && writeResumeFile(state, identity, run),
      onProgress: progress.show,
      isStopped: stop.isStopped,
    }).catch(asUsage);
    progress.clear();
    const warnings = [...(fromOutside ? [] : [sameSource]), ...(note === null ? [] : [note])];
    return tell(outcome, { ...options, warnings, log: { origin, beginnings: stored.beginnings } });
  } finally {
    await database.close();
  }
}

/** Null for a checkpoint that must be there and is not: it was signed, or is shown of a log the database knows nothing of. */
function shownByDatabase(stored: StoredLog, published: string | null): (string | null)[] {
  if (stored.checkpoint !== null) return [stored.checkpoint];
  return stored.hasSigned || (stored.origin === null && published !== null) ? [null] : [];
}

const sameSource =
  'The keys were taken from where the log comes from. Whoever can rewrite the log can replace them: name one you were given with --log-key.';

interface Telling extends Options {
  readonly warnings: readonly string[];
  readonly log: { readonly origin: string; readonly beginnings: readonly StoredBeginning[] };
}

function tell(outcome: RunOutcome, how: Telling): number {
  if (outcome.outcome === 'stopped') {
    const { position, treeSize } = outcome;
    const next =
      how.state === undefined ? 'Nothing was kept (no --state).' : 'The same command goes on from there.';
    process.stderr.write(`sealwright: stopped at entry ${position} of ${treeSize}. ${next}\n`);
    return 128 + constants.signals.SIGINT;
  }
  const { report } = outcome;
  const verdict = verdictOf(report);
  if (how.json) writeResult({ ...report, verdict, warnings: how.warnings, ...how.log });
  else writeLines(describeLogReport(report, how.warnings, how.log));
  return { intact: exitCodes.ok, broken: exitCodes.failed, unknown: exitCodes.indeterminate }[verdict];
}

/** A log that has not signed anything yet, and a checkpoint nothing could be held against, are no proof of anything. */
function verdictOf({ verdict, faults, checkpoints, treeSize }: LogReport): 'intact' | 'broken' | 'unknown' {
  const nothingSigned = treeSize === 0 && faults.every(({ code }) => code === 'checkpoint-missing');
  if (nothingSigned) return 'unknown';
  if (verdict === 'broken') return 'broken';
  return checkpoints.some(({ outcome }) => outcome === 'agrees') ? 'intact' : 'unknown';
}

/** The first signal lets the batch at hand finish; a second one ends the process at once. */
function listenForStop(): { isStopped(): boolean } {
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopped = true;
    });
  }
  return { isStopped: () => stopped };
}

/** What the library throws is about the stored state, not about the log: it must not read as "broken". */
function asUsage(error: unknown): never {
  if (!(error instanceof LogError)) throw error;
  throw new CliError(error.code, error.message, { cause: error, exitCode: exitCodes.usage });
}
