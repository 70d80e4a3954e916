import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { LogError } from '@sealwright/audit/log';
import { SigningError } from '@sealwright/signing-core/verify';
import { type EvidenceReport, verifyEvidence } from '@sealwright/verifier';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { describeEvidence } from '../evidence/describe-evidence.js';
import { type EvidencePaths, readEvidence } from '../evidence/read-evidence.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { writeLines, writeResult } from '../terminal/output.js';
import { repeatable } from './repeatable.js';

interface Options {
  readonly document?: string[];
  readonly trust?: string[];
  readonly logKey?: string[];
  readonly checkpoint?: string[];
  readonly certificate?: string[];
  readonly proof?: string[];
  readonly witness?: string[];
  readonly witnessQuorum?: number;
  readonly at?: Date;
  readonly json?: boolean;
}

const helpText = `
A certificate is checked with nothing but itself, what you give here, and arithmetic: no server, no network.
Keys and roots attached to it are read, but vouch for nothing; name those you were given with --trust and --log-key.

Exit codes:
  0   valid
  1   invalid: changed, cut, contradicting itself, or not a certificate
  2   indeterminate: nothing is wrong, but whom to believe, or something else you asked, is open
  64  wrong usage, or a file, root or key that cannot be read

Examples:
  sealwright audit verify certificate.pdf --trust company-root.pem --document contract.pdf
  sealwright audit verify evidence.zip --trust company-root.pem --log-key log.key --json
  sealwright audit verify new.pdf --certificate old.pdf --proof consistency.json`;

const verdictCodes: Record<EvidenceReport['verdict'], number> = {
  valid: exitCodes.ok,
  invalid: exitCodes.failed,
  indeterminate: exitCodes.indeterminate,
};

/** `sealwright audit verify FILE`: exit code 0 valid, 1 invalid, 2 indeterminate, 64 wrong usage. Needs no network. */
export function addAuditVerify(audit: Command): void {
  audit
    .command('verify <file>')
    .summary('check an audit certificate or an evidence package')
    .description(
      'Check an audit certificate, the documents beside it, and its proof from the transparency log.',
    )
    .option('--document <pdf>', 'document to compare with the record (may be repeated)', repeatable)
    .option(
      '--trust <pem>',
      'root certificates to trust (may be repeated; SEAL_TRUST_FILE when left out)',
      repeatable,
    )
    .option('--log-key <key or file>', 'key of the log you were given (may be repeated)', repeatable)
    .option('--checkpoint <file>', 'checkpoint of the log you kept (may be repeated)', repeatable)
    .option(
      '--certificate <pdf>',
      'another certificate to compare the log’s state with (may be repeated)',
      repeatable,
    )
    .option('--proof <json>', 'consistency proof between two states of the log (may be repeated)', repeatable)
    .option('--witness <key or file>', 'key of a witness (may be repeated)', repeatable)
    .option(
      '--witness-quorum <count>',
      'how many of the witnesses must have seen it (all when left out)',
      readCount,
    )
    .option('--at <time>', 'judge X.509 certificates at this time, e.g. 2026-05-01T12:00:00Z', readTime)
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', helpText)
    .action(verify);
}

async function verify(file: string, options: Options): Promise<void> {
  const { witnessQuorum, at } = options;
  const { input, sha256Hex } = readEvidence(pathsOf(file, options));
  const report = await verifyEvidence({
    ...input,
    ...(input.witnesses &&
      witnessQuorum !== undefined && {
        witnesses: { keys: input.witnesses.keys, required: witnessQuorum },
      }),
    ...(at && { now: at }),
  }).catch(asUsage);
  if (options.json) writeResult({ file, sha256Hex, ...report });
  else writeLines(describeEvidence(basename(file), report));
  process.exitCode = verdictCodes[report.verdict];
}

function pathsOf(file: string, options: Options): EvidencePaths {
  const own = process.env.SEAL_TRUST_FILE;
  const { document, trust, logKey, checkpoint, certificate, proof, witness } = options;
  return {
    evidence: file,
    documents: document ?? [],
    trust: trust ?? (own && existsSync(own) ? [own] : []),
    keys: [...(logKey ?? []), ...(witness ?? [])],
    checkpoints: checkpoint ?? [],
    otherCertificates: certificate ?? [],
    proofs: proof ?? [],
  };
}

/** What `verifyEvidence` throws is about roots and keys given, never about the evidence: it must not read as "invalid". */
function asUsage(error: unknown): never {
  if (!(error instanceof SigningError || error instanceof LogError)) throw error;
  throw new CliError(error.code, error.message, { cause: error, exitCode: exitCodes.usage });
}

function readTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('Write the time like 2026-05-01T12:00:00Z.');
  return time;
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('Write how many, such as 2.');
  return Number(text);
}
