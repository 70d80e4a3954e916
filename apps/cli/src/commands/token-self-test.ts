import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import { writeLines, writeResult } from '../terminal/output.js';
import { openConfiguredToken, type TokenChoice } from '../token/configured-token.js';
import { addTokenChoice } from './token-choice.js';

/** `sealwright token self-test`: one real signature, verified outside the token. */
export function addTokenSelfTest(token: Command): void {
  addTokenChoice(token.command('self-test'))
    .description('sign a random message with the key and verify it outside the token')
    .option('--json', 'one JSON object on standard output')
    .action(async (options: TokenChoice & { json?: boolean }) => {
      const opened = await openConfiguredToken(options, process.env);
      try {
        const startedMs = performance.now();
        const { algorithm, spkiDer } = await opened.selfTest();
        const tookMs = Math.round(performance.now() - startedMs);
        const publicKeySha256Hex = createHash('sha256').update(spkiDer).digest('hex');
        if (options.json) return writeResult({ verified: true, algorithm, publicKeySha256Hex, tookMs });
        writeLines([
          `Signed and verified with ${algorithm} in ${tookMs} ms.`,
          `Public key SHA-256: ${publicKeySha256Hex}`,
        ]);
      } finally {
        await opened.close();
      }
    });
}
