import {
  formatPkcs11Uri,
  type GeneratedKey,
  type Pkcs11Token,
  parsePkcs11Uri,
  SEAL_KEY_KINDS,
  type SealKeyKind,
} from '@sealwright/signing-core/pkcs11';
import { type Command, Option } from 'commander';
import { certifyForDevelopment } from '../provisioning/certify-for-development.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { writeLines, writeResult } from '../terminal/output.js';
import { openConfiguredToken, type TokenChoice } from '../token/configured-token.js';
import { addTokenChoice } from './token-choice.js';

interface Options extends TokenChoice {
  readonly label?: string;
  readonly algorithm: SealKeyKind;
  readonly developmentCertificate?: boolean;
  readonly data: string;
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
    .option(
      '--development-certificate',
      'certify it with the development CA of the data folder, for trying out',
    )
    .option('--data <dir>', 'data folder of the development CA', process.env.SEALWRIGHT_DATA ?? '.data')
    .action(async (options: Options) => {
      const label = labelOf(options);
      const opened = await openConfiguredToken(options, process.env);
      try {
        const key = await opened.generateSealKey(label, options.algorithm);
        const certified = options.developmentCertificate
          ? await certifyForDevelopment(opened, label, { dataDir: options.data, now: new Date() })
          : null;
        await report(opened, key, options.json ?? false, certified?.trustFile ?? null);
      } finally {
        await opened.close();
      }
    });
}

function labelOf(options: Options): string {
  const named = options.key ?? process.env.PKCS11_URI;
  const label = options.label ?? (named === undefined ? undefined : parsePkcs11Uri(named).object);
  if (label) return label;
  const sentence = 'Name the new key with --label or with object=… in the PKCS#11 URI.';
  throw new CliError('key-label-missing', sentence, { exitCode: exitCodes.usage });
}

async function report(
  token: Pkcs11Token,
  { label, idHex, kind }: GeneratedKey,
  asJson: boolean,
  trustFile: string | null,
): Promise<void> {
  const usableAlgorithms = await token.usableAlgorithms(label);
  const uri = formatPkcs11Uri({ token: token.description.label, object: label, idHex });
  if (asJson) return writeResult({ label, idHex, kind, uri, usableAlgorithms, trustFile });
  writeLines([
    `Made ${kind} key ${JSON.stringify(label)} in token ${JSON.stringify(token.description.label)}.`,
    `  ${uri}`,
    `  signs with: ${usableAlgorithms.join(' ') || 'nothing a seal can use'}`,
    trustFile === null
      ? 'Next: sealwright token csr --key … --common-name … asks an authority for its certificate.'
      : `Certified by the development CA; its root is in ${trustFile}. Seal with: sealwright seal IN OUT --key …`,
  ]);
}
