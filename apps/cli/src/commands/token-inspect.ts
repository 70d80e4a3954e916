import type { KeyProbe } from '@sealwright/signing-core/pkcs11';
import type { Command } from 'commander';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { writeLines, writeResult } from '../terminal/output.js';
import { reportFailure } from '../terminal/report-failure.js';
import { openConfiguredToken, type TokenChoice } from '../token/configured-token.js';
import { describeProbe } from '../token/describe-probe.js';
import { vendorPolicy } from '../token/vendor-policy.js';
import { addTokenChoice } from './token-choice.js';

/** `sealwright token inspect`: may this key be exported? 0 no, 1 yes, 2 could not be found out, 64 wrong usage. */
export function addTokenInspect(token: Command): void {
  addTokenChoice(token.command('inspect'))
    .description('may the key be exported? reads what the token says, then tries; 0 no, 1 yes, 2 unknown')
    .action(async (options: TokenChoice & { json?: boolean }) => {
      const probe = await inspect(options);
      if (probe === null) return;
      const { spkiDer, ...rest } = probe;
      if (options.json) {
        const spkiBase64 = spkiDer && Buffer.from(spkiDer).toString('base64');
        writeResult({ ...rest, spkiBase64, vendorPolicy: vendorPolicy(probe) });
      } else {
        writeLines(describeProbe(probe));
      }
      if (probe.exportable) process.exitCode = exitCodes.failed;
    });
}

/** Null when nothing could be found out, which MUST NOT look like "yes, it may be exported" to a script. */
async function inspect(options: TokenChoice): Promise<KeyProbe | null> {
  try {
    const opened = await openConfiguredToken(options, process.env, 'token inspect');
    try {
      return await opened.probe();
    } finally {
      await opened.close();
    }
  } catch (error) {
    const usage = error instanceof CliError && error.exitCode === exitCodes.usage;
    const exitCode = reportFailure(error);
    process.exitCode = usage ? exitCode : exitCodes.indeterminate;
    return null;
  }
}
