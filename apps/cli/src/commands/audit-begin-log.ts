import type { Command } from 'commander';
import { askPlatform, chooseStorage } from '../operator/ask-platform.js';
import {
  type FoundCheckpoint,
  type LogSituation,
  lookAtLog,
  nameCheckpoint,
  readNote,
  seenByMonitor,
  shownInFolder,
} from '../operator/log-standing.js';
import { nameOperator } from '../operator/name-operator.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { writeLines, writeResult } from '../terminal/output.js';
import { chooseDatabase, chooseTiles } from '../verify-log/choose-places.js';
import { LogDatabase } from '../verify-log/log-database.js';
import { readCheckpoints } from '../verify-log/log-evidence.js';
import { readSeconds } from './read-seconds.js';
import { repeatable } from './repeatable.js';

interface Options {
  readonly lastShown?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly checkpoint?: string[];
  readonly wait: number;
  readonly json?: boolean;
}

const helpText = `
Only for a database that was put back from a backup older than what was shown of its log, when there is no newer backup.
The log before ends: it stays readable where it is, and certificates of it stay valid. The new one has the same entries up
to where the database goes, another name (…/2), and says in every organisation's record what it follows and why. What was
lost raises an alarm that stays until an administrator acknowledges it. Nothing of this can be taken back.

Run it without options first: it says what there is to name.

Exit codes:
  0   begun, and signed
  1   refused; nothing was changed
  2   the sealer did not answer yet; the request stays
  64  wrong usage, or nothing was named

Examples:
  sealwright audit begin-log
  sealwright audit begin-log --last-shown 68301:ab12cd34ef56ab78 --reason "disk failure, backup of 02:00" --by "Ada Example"
  sealwright audit begin-log --checkpoint from-the-witness.txt --last-shown … --reason …`;

/** `sealwright audit begin-log`: the way out after a restore, deliberately and on record. */
export function addAuditBeginLog(audit: Command): void {
  audit
    .command('begin-log')
    .summary('go on with another log after an older backup was restored')
    .description('Begin another log where the database is older than what was shown of the present one.')
    .option(
      '--last-shown <size:root>',
      'the checkpoint that was shown last: its size and the beginning of its root',
    )
    .option('--reason <text>', 'why; stays on record')
    .option('--by <name>', 'who; stays on record (the user of this machine when left out)')
    .option('--checkpoint <file>', 'newer checkpoint kept outside (may be repeated)', repeatable)
    .option('--wait <seconds>', 'how long to wait for the sealer', readSeconds, 60)
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', helpText)
    .action(beginLog);
}

async function beginLog(options: Options): Promise<void> {
  const storageDir = chooseStorage(process.env);
  const shown = shownInFolder(chooseTiles(undefined, process.env));
  const kept = readCheckpoints(options.checkpoint ?? []);
  const seen = seenByMonitor(storageDir);
  const outside = [...kept, ...(seen !== null && isNewer(seen, shown) ? [seen] : [])];
  const situation = await situationOf([...shown, ...outside.flatMap((note) => readNote(note))]);
  const { lastShown, reason } = options;
  if (situation?.ahead === null && lastShown === undefined) throw healthy(situation);
  if (lastShown === undefined || reason === undefined || reason.trim() === '') throw nothingNamed(situation);
  if (!/^(0|[1-9][0-9]*):[0-9a-fA-F]{8,64}$/.test(lastShown))
    throw usage(
      'last-shown-unreadable',
      'Write --last-shown as SIZE:ROOT, with at least 8 hex digits of the root.',
    );
  const body = { lastShown, reason, by: nameOperator(options.by), checkpoints: outside };
  const facts = await askPlatform(storageDir, {
    ...{ kind: 'begin-log', body, who: 'sealer' },
    waitMs: options.wait * 1_000,
  });
  if (options.json) writeResult(facts);
  else writeLines(describe(facts));
}

async function situationOf(found: readonly FoundCheckpoint[]): Promise<LogSituation | null> {
  const database = await LogDatabase.open(chooseDatabase(undefined, process.env));
  try {
    return await lookAtLog(database, found);
  } finally {
    await database.close();
  }
}

/** The monitor's memory lags behind by a minute; it counts only where LOG_DIR itself was put back. */
function isNewer(note: string, shown: readonly FoundCheckpoint[]): boolean {
  const [seen] = readNote(note);
  if (seen === undefined) return false;
  return shown.every(({ origin, size }) => origin !== seen.origin || size < seen.size);
}

function healthy({ origin, size }: LogSituation): CliError {
  const sentence = `The log ${origin} is whole: its ${size} entries contain every checkpoint this machine knows. If a witness or a sink has a newer one, give it with --checkpoint FILE.`;
  return new CliError('log-is-healthy', sentence);
}

function nothingNamed(situation: LogSituation | null): CliError {
  if (situation?.ahead == null) {
    return usage(
      'last-shown-missing',
      'Name the checkpoint that was shown last and the reason: --last-shown SIZE:ROOT --reason "…".',
    );
  }
  const { ahead, size } = situation;
  const gone = ahead.size > size ? `${ahead.size - size} events that were shown are` : 'what was shown is';
  const sentence = `The log ${ahead.origin} was shown with ${ahead.size} entries, the database has ${size}: ${gone} not there. Restore a newer backup if there is one. To go on without them, deliberately: sealwright audit begin-log --last-shown ${nameCheckpoint(ahead)} --reason "…"`;
  return usage('last-shown-missing', sentence);
}

function describe(facts: Record<string, unknown>): string[] {
  const { origin, afterOrigin, afterSize, keptSize, lostCount, proved } = facts;
  return [
    `BEGUN: the log goes on as ${String(origin)}.`,
    '',
    `  the log before     ${String(afterOrigin)}, shown with ${String(afterSize)} entries; it ends, and stays readable where it is`,
    `  still there        ${String(keptSize)} entries; the new log begins with the same ones${proved === true ? ', which the tiles prove' : ''}`,
    `  gone               ${String(lostCount)} entries`,
    ...(proved === true
      ? []
      : [
          '  not proved         the tiles of the log before are lost: nobody can show that its first entries are these',
        ]),
    '',
    'Tell witnesses and auditors the new name and key (sealwright: PUBLIC_URL/log/' +
      `${String(facts.generation)}/keys). Outgoing mails wait until they are released: sealwright mails.`,
  ];
}

function usage(code: string, sentence: string): CliError {
  return new CliError(code, sentence, { exitCode: exitCodes.usage });
}
