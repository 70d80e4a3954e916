import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { SigningError, type VerificationReport, verifyPdf } from '@sealwright/signing-core/verify';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { readInput } from '../seal/input-file.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { writeLines, writeResult } from '../terminal/output.js';
import { describeReport } from '../verify/describe-report.js';
import { repeatable } from './repeatable.js';

interface Options {
  readonly trust?: string[];
  readonly document?: string;
  readonly at?: Date;
  readonly json?: boolean;
}

const helpText = `
Exit codes:
  0   valid
  1   invalid: changed, broken, revoked, or not readable with certainty as a PDF
  2   indeterminate: nothing is wrong, but no root you trust stands behind it
  64  wrong usage, or a file or root certificate that cannot be opened

Examples:
  sealwright verify contract.pdf --trust company-root.pem
  sealwright verify contract.pdf --trust company-root.pem --trust timestamp-root.pem --json
  sealwright verify old-contract.pdf --trust company-root.pem --at 2026-05-01T12:00:00Z`;

const verdictCodes: Record<VerificationReport['verdict'], number> = {
  valid: exitCodes.ok,
  invalid: exitCodes.failed,
  indeterminate: exitCodes.indeterminate,
};

/** `sealwright verify FILE`: exit code 0 valid, 1 invalid, 2 indeterminate, 64 wrong usage. Needs no network. */
export function addVerify(program: Command): void {
  program
    .command('verify <file>')
    .summary('check the signatures of a PDF')
    .description(
      'Check every signature and timestamp of a PDF, against the roots you name. Nothing is fetched from anywhere.',
    )
    .option(
      '--trust <pem>',
      'root certificates to trust, PEM (may be repeated; SEAL_TRUST_FILE when left out)',
      repeatable,
    )
    .option(
      '--document <pdf>',
      'the file that was uploaded: the sealed one must begin with exactly its bytes',
    )
    .option('--at <time>', 'judge certificates at this time, e.g. 2026-05-01T12:00:00Z', readTime)
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', helpText)
    .action(async (file: string, options: Options) => {
      const bytes = readInput(file);
      const report = await verifyPdf(bytes, {
        trustedRootsPem: trustFiles(options.trust).map((path) => readInput(path).toString('utf8')),
        ...(options.document === undefined ? {} : { expectedPrefix: readInput(options.document) }),
        ...(options.at === undefined ? {} : { at: options.at }),
      }).catch(asUsage);
      if (options.json) {
        writeResult({ file, sha256Hex: createHash('sha256').update(bytes).digest('hex'), ...report });
      } else {
        writeLines(describeReport(basename(file), report));
      }
      process.exitCode = verdictCodes[report.verdict];
    });
}

/** The only thing `verifyPdf` throws is about --trust, not about the file: it must not read as "invalid". */
function asUsage(error: unknown): never {
  if (!(error instanceof SigningError)) throw error;
  throw new CliError(error.code, error.message, { cause: error, exitCode: exitCodes.usage });
}

function trustFiles(chosen: string[] | undefined): string[] {
  if (chosen) return chosen;
  const own = process.env.SEAL_TRUST_FILE;
  return own && existsSync(own) ? [own] : [];
}

function readTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('Write the time like 2026-05-01T12:00:00Z.');
  return time;
}
