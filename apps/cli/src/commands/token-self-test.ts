import { createHash } from 'node:crypto';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '@sealwright/signing-core';
import { isLogKeyLabel, type Pkcs11Token } from '@sealwright/signing-core/pkcs11';
import { type Command, Option } from 'commander';
import { writeLines, writeResult } from '../terminal/output.js';
import { alignColumns } from '../terminal/table.js';
import { openConfiguredToken, type TokenChoice } from '../token/configured-token.js';
import { addTokenChoice } from './token-choice.js';

interface Options extends TokenChoice {
  readonly algorithm?: SignatureAlgorithm;
  readonly json?: boolean;
}

/** `sealwright token self-test`: real signatures with everything the key can do, verified outside the token. */
export function addTokenSelfTest(token: Command): void {
  addTokenChoice(token.command('self-test'))
    .description('sign a random message with every algorithm the key can do and verify it outside the token')
    .addOption(new Option('--algorithm <name>', 'only this one').choices([...SIGNATURE_ALGORITHMS]))
    .action(async (options: Options) => {
      const opened = await openConfiguredToken(options, process.env, 'token self-test');
      try {
        const results: { algorithm: string; tookMs: number }[] = [];
        if (await isLogKey(opened)) {
          const startedMs = performance.now();
          const { kind } = await opened.selfTestLogKey();
          results.push({ algorithm: kind, tookMs: Math.round(performance.now() - startedMs) });
        } else results.push(...(await testForSeals(opened, options.algorithm)));
        const spkiDer = await opened.publicKeySpki();
        const publicKeySha256Hex = createHash('sha256').update(spkiDer).digest('hex');
        if (options.json) return writeResult({ verified: true, publicKeySha256Hex, algorithms: results });
        const rows = results.map(({ algorithm, tookMs }) => [
          algorithm,
          'signed and verified',
          `${tookMs} ms`,
        ]);
        writeLines([...alignColumns(rows), `Public key SHA-256: ${publicKeySha256Hex}`]);
      } finally {
        await opened.close();
      }
    });
}

async function testForSeals(
  opened: Pkcs11Token,
  wish: SignatureAlgorithm | undefined,
): Promise<{ algorithm: SignatureAlgorithm; tookMs: number }[]> {
  const usable = wish ? [wish] : await opened.usableAlgorithms();
  const results: { algorithm: SignatureAlgorithm; tookMs: number }[] = [];
  // A key for which nothing is usable still goes through the test, which says what the token lacks.
  for (const algorithm of usable.length === 0 ? [undefined] : usable) {
    const startedMs = performance.now();
    const done = await opened.selfTest(undefined, algorithm);
    results.push({ algorithm: done.algorithm, tookMs: Math.round(performance.now() - startedMs) });
  }
  return results;
}

/** The probe would try to export it; the label is enough to tell. */
async function isLogKey(opened: Pkcs11Token): Promise<boolean> {
  return isLogKeyLabel(await opened.labelOfKey());
}
