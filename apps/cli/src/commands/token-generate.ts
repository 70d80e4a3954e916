import {
  formatPkcs11Uri,
  parsePkcs11Uri,
  SEAL_KEY_KINDS,
  type SealKeyKind,
} from '@sealwright/signing-core/pkcs11';
import { type Command, Option } from 'commander';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { writeLines, writeResult } from '../terminal/output.js';
import { openConfiguredToken, type TokenChoice } from '../token/configured-token.js';
import { addTokenChoice } from './token-choice.js';

interface Options extends TokenChoice {
  readonly label?: string;
  readonly algorithm: SealKeyKind;
  readonly json?: boolean;
}

/** `sealwright token generate`: a seal key born in the token, which can never leave it. */
export function addTokenGenerate(token: Command): void {
  addTokenChoice(token.command('generate'))
    .description('make a seal key in the token; it signs, and can never be exported')
    .option('--label <text>', 'label of the new key; object=… of the URI when left out')
    .addOption(
      new Option('--algorithm <kind>', 'kind of key').choices([...SEAL_KEY_KINDS]).default('ecdsa-p256'),
    )
    .action(async (options: Options) => {
      const named = options.key ?? process.env.PKCS11_URI;
      const label = options.label ?? (named === undefined ? undefined : parsePkcs11Uri(named).object);
      if (!label) {
        const sentence = 'Name the new key with --label or with object=… in the PKCS#11 URI.';
        throw new CliError('key-label-missing', sentence, { exitCode: exitCodes.usage });
      }
      const opened = await openConfiguredToken(options, process.env);
      try {
        const key = await opened.generateSealKey(label, options.algorithm);
        const usableAlgorithms = await opened.usableAlgorithms(label);
        const keyUri = formatPkcs11Uri({ token: opened.description.label, object: label, idHex: key.idHex });
        if (options.json) {
          const { idHex, kind } = key;
          return writeResult({ label, idHex, kind, uri: keyUri, usableAlgorithms });
        }
        writeLines([
          `Made ${key.kind} key ${JSON.stringify(label)} in token ${JSON.stringify(opened.description.label)}.`,
          `  ${keyUri}`,
          `  signs with: ${usableAlgorithms.join(' ') || 'nothing a seal can use'}`,
          'Next: sealwright token csr --key … --common-name … asks an authority for its certificate.',
        ]);
      } finally {
        await opened.close();
      }
    });
}
