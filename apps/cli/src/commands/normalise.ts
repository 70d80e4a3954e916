import type { Command } from 'commander';
import { describeNormalised, normaliseDocument } from '../intake/normalise-document.js';
import { withIntakeSandbox } from '../intake/with-intake-sandbox.js';
import { reportOutcome } from '../seal/surroundings.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';

const helpText = `
OUT is what the platform would freeze after an upload of IN: without permissions-only encryption, active content and a
form layer for other software, with layers made one and structure repaired. When nothing has to change, it is IN byte for
byte. A signed file is never written anew. IN is read in a child process with limits and never changed. "-" stands for
standard input or output.

Exit codes: 0 written, 1 refused, 64 wrong usage or a file that cannot be opened.

Examples:
  sealwright normalise form.pdf frozen.pdf
  sealwright normalise form.pdf frozen.pdf --json`;

/** `sealwright normalise IN OUT`: needs no services. */
export function addNormalise(program: Command): void {
  program
    .command('normalise <in> <out>')
    .summary('write the file that would be frozen after an upload')
    .description('Write the file that the platform would freeze after an upload, and say what was changed.')
    .option('--json', 'one JSON object, as `inspect` writes it, on standard output')
    .addHelpText('after', helpText)
    .action(async (input: string, output: string, { json }: { json?: boolean }) => {
      const record = await withIntakeSandbox(1, (sandbox) => normaliseDocument({ input, output }, sandbox));
      if (record.verdict === 'reject' && !json) throw refused(record.reasons[0]);
      reportOutcome(output, json ? record : describeNormalised(output, record));
      process.exitCode = record.verdict === 'reject' ? exitCodes.failed : exitCodes.ok;
    });
}

function refused(reason: { code: string; sentence: string } | undefined): CliError {
  return new CliError(reason?.code ?? 'pdf-damaged', reason?.sentence ?? 'This PDF cannot be read.');
}
