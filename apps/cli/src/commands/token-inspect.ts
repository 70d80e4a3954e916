import type { Command } from 'commander';
import { exitCodes } from '../terminal/cli-error.js';
import { writeLines, writeResult } from '../terminal/output.js';
import { openConfiguredToken, type TokenChoice } from '../token/configured-token.js';
import { describeProbe } from '../token/describe-probe.js';
import { addTokenChoice } from './token-choice.js';

/** `sealwright token inspect`: may this key be exported? Exit code 1 when it may. */
export function addTokenInspect(token: Command): void {
  addTokenChoice(token.command('inspect'))
    .description('may the key be exported? reads what the token says, then tries')
    .option('--json', 'one JSON object on standard output')
    .action(async (options: TokenChoice & { json?: boolean }) => {
      const opened = await openConfiguredToken(options, process.env);
      try {
        const { spkiDer, ...probe } = await opened.probe();
        if (options.json) {
          writeResult({ ...probe, spkiBase64: spkiDer && Buffer.from(spkiDer).toString('base64') });
        } else {
          writeLines(describeProbe({ spkiDer, ...probe }));
        }
        if (probe.exportable) process.exitCode = exitCodes.failed;
      } finally {
        await opened.close();
      }
    });
}
