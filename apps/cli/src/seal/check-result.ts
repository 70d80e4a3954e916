import {
  type BaselineLevel,
  type SignatureReport,
  type VerificationReport,
  verifyPdf,
} from '@sealwright/signing-core';
import { CliError } from '../terminal/cli-error.js';

const LEVELS: readonly BaselineLevel[] = ['B-B', 'B-T', 'B-LT', 'B-LTA'];

/**
 * Refuses a file with a signature that is broken already: a further seal would lend it weight.
 *
 * @throws SigningError-coded CliError `pdf-signature-broken`.
 */
export async function checkEarlierSignatures(pdf: Uint8Array): Promise<number> {
  const { signatures } = await verifyPdf(pdf, { trustedRootsPem: [] });
  const broken = signatures.find(isBroken);
  if (!broken) return signatures.length;
  throw new CliError(
    'pdf-signature-broken',
    `The signature ${JSON.stringify(broken.fieldName)} in this PDF is broken already; sealing it again would lend it weight. Look at it with: sealwright verify.`,
  );
}

function isBroken({ integrity, coverage, modifications }: SignatureReport): boolean {
  return integrity === 'broken' || coverage === 'broken' || modifications === 'forbidden';
}

/**
 * Reads what was made as a stranger would, before anything is written: every earlier signature still holds, the file
 * begins with the one that was given, and the level is the one asked for.
 *
 * @throws CliError `seal-self-check-failed`.
 */
export async function checkResult(
  bytes: Uint8Array,
  expected: { prefix: Uint8Array; rootsPem: readonly string[]; level: BaselineLevel },
): Promise<VerificationReport> {
  const report = await verifyPdf(bytes, {
    trustedRootsPem: expected.rootsPem,
    expectedPrefix: expected.prefix,
  });
  const reached = levelOf(report);
  if (report.verdict === 'invalid' || report.signatures.some(isBroken)) {
    throw failed(report.checks.find(({ state }) => state === 'fail')?.detail ?? 'It is not valid.');
  }
  if (reached === null || LEVELS.indexOf(reached) < LEVELS.indexOf(expected.level)) {
    throw failed(`It reaches ${reached ?? 'no level'} instead of ${expected.level}.`);
  }
  return report;
}

/** Level of the newest signature; timestamps after it have none of their own. */
export function levelOf({ signatures }: VerificationReport): BaselineLevel | null {
  return signatures.findLast(({ kind }) => kind === 'signature')?.level ?? null;
}

function failed(why: string): CliError {
  return new CliError(
    'seal-self-check-failed',
    `What was made did not pass its own check, so nothing was written. ${why}`,
  );
}
