import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { askPlatform, chooseStorage } from '../operator/ask-platform.js';
import { nameOperator } from '../operator/name-operator.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { writeLines, writeResult } from '../terminal/output.js';
import { printable } from '../terminal/printable.js';
import { readSeconds } from './read-seconds.js';
import { repeatable } from './repeatable.js';

const kinds = {
  invitation: 'send-invitation',
  reminder: 'send-reminder',
  completed: 'send-completed',
  declined: 'send-declined',
  voided: 'send-voided',
  expired: 'send-expired',
  auditor: 'tell-auditor',
  alarm: 'tell-of-alarm',
  retention: 'warn-of-retention',
} as const;
const kindWords = Object.keys(kinds).join(', ');

interface Options {
  readonly kind?: string[];
  readonly all?: boolean;
  readonly reason?: string;
  readonly by?: string;
  readonly wait: number;
  readonly json?: boolean;
}

const helpText = `
A restored database would send again what was sent since the backup. The worker notices a restore and holds all mails, of
all organisations, until somebody decides; an administrator can do the same for one organisation (Settings → Audit log).

Kinds: ${kindWords}.

Examples:
  sealwright mails list
  sealwright mails discard --kind reminder --kind completed --reason "sent before the restore"
  sealwright mails release --all --reason "the backup was of a moment ago"
  sealwright mails hold --reason "about to restore the whole data folder"`;

/** `sealwright mails`: what becomes of mails after a restore. */
export function addMails(program: Command): void {
  const mails = program
    .command('mails')
    .description('outgoing mails that are held after a restore')
    .addHelpText('after', helpText);
  withAnswer(mails.command('list').description('what is held, and why')).action((options: Options) =>
    ask({ action: 'list' }, options),
  );
  withReason(
    mails.command('hold').description('hold every mail from now on, or as soon as the worker starts'),
  ).action((options: Options) => ask({ action: 'hold', ...whyOf(options) }, options));
  for (const action of ['release', 'discard'] as const) {
    const about = action === 'release' ? 'send held mails after all' : 'never send held mails';
    withReason(mails.command(action).description(`${about}; new ones of these kinds are sent again`))
      .option('--kind <kind>', `one of ${kindWords} (may be repeated)`, readKind)
      .option('--all', 'every kind')
      .action((options: Options) => ask({ action, kinds: kindsOf(options), ...whyOf(options) }, options));
  }
}

function withAnswer(command: Command): Command {
  return command
    .option('--wait <seconds>', 'how long to wait for the worker', readSeconds, 30)
    .option('--json', 'one JSON object on standard output');
}

function withReason(command: Command): Command {
  return withAnswer(command)
    .requiredOption('--reason <text>', 'why; stays on record')
    .option('--by <name>', 'who; stays on record (the user of this machine when left out)');
}

function readKind(word: string, before: string[] | undefined): string[] {
  if (!(word in kinds)) throw new InvalidArgumentError(`Write one of ${kindWords}.`);
  return repeatable(word, before);
}

function kindsOf({ kind, all }: Options): string[] {
  if (all) return Object.values(kinds);
  const chosen = Object.entries(kinds).flatMap(([word, job]) => (kind?.includes(word) ? [job] : []));
  if (chosen.length > 0) return chosen;
  throw new CliError('kind-missing', `Say which: --all, or --kind with one of ${kindWords}.`, {
    exitCode: exitCodes.usage,
  });
}

function whyOf({ reason = '', by }: Options): { reason: string; by: string } {
  return { reason, by: nameOperator(by) };
}

const answer = z.object({
  organisations: z.array(
    z.object({
      name: z.string(),
      causes: z.array(z.string()),
      waiting: z.array(z.object({ kind: z.string(), count: z.int(), oldestAt: z.string() })),
    }),
  ),
});

async function ask(body: object, { wait, json }: Options): Promise<void> {
  const facts = await askPlatform(chooseStorage(process.env), {
    ...{ kind: 'mails', body, who: 'worker' },
    waitMs: wait * 1_000,
  });
  if (json) writeResult(facts);
  else writeLines(describe(answer.parse(facts)));
}

function describe({ organisations }: z.infer<typeof answer>): string[] {
  if (organisations.length === 0) return ['No mails are held: they are sent as they come.'];
  return organisations.flatMap(({ name, causes, waiting }) => [
    printable(name),
    ...causes.map((cause) => `  because            ${printable(cause)}`),
    ...(waiting.length === 0 ? ['  nothing waits, but nothing leaves either'] : []),
    ...waiting.map(
      ({ kind, count, oldestAt }) => `  ${wordOf(kind).padEnd(18)} ${count}, the oldest of ${oldestAt}`,
    ),
  ]);
}

function wordOf(job: string): string {
  return Object.entries(kinds).find(([, own]) => own === job)?.[0] ?? printable(job);
}
