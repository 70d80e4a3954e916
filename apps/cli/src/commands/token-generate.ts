import {
  formatPkcs11Uri,
  type GeneratedKey,
  LOG_KEY_KINDS,
  type LogKeyKind,
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
  readonly purpose: 'seal' | 'log';
  readonly algorithm?: string;
  readonly developmentCertificate?: boolean;
  readonly data: string;
  readonly json?: boolean;
}

/** `sealwright token generate`: a seal key or log key born in the token, which can never leave it. */
export function addTokenGenerate(token: Command): void {
  addTokenChoice(token.command('generate'))
    .description('make a seal key in the token; it signs, and can never be exported')
    .option('--label <text>', 'label of the new key; object=… of the URI when left out')
    .addOption(
      new Option('--purpose <purpose>', 'what it signs: documents, or checkpoints of the audit log')
        .choices(['seal', 'log'])
        .default('seal'),
    )
    .addOption(
      new Option(
        '--algorithm <kind>',
        'kind of key; ecdsa-p256 for a seal, and for the log ed25519 where the token can',
      ).choices([...new Set([...SEAL_KEY_KINDS, ...LOG_KEY_KINDS])]),
    )
    .option(
      '--development-certificate',
      'certify it with the development CA of the data folder, for trying out',
    )
    .option('--data <dir>', 'data folder of the development CA', process.env.SEALWRIGHT_DATA ?? '.data')
    .action(async (options: Options) => {
      const label = labelOf(options);
      const opened = await openConfiguredToken(options, process.env, 'token generate');
      try {
        if (options.purpose === 'log') return await generateForLog(opened, label, options);
        const key = await opened.generateSealKey(label, pick(SEAL_KEY_KINDS, options, 'ecdsa-p256'));
        const certified = options.developmentCertificate
          ? await certifyForDevelopment(opened, label, { dataDir: options.data, now: new Date() })
          : null;
        await report(opened, key, options.json ?? false, certified?.trustFile ?? null);
      } finally {
        await opened.close();
      }
    });
}

async function generateForLog(token: Pkcs11Token, label: string, options: Options): Promise<void> {
  if (options.developmentCertificate)
    throw wrongUse('A log key needs no certificate: readers are given its verifier key.');
  const wish = options.algorithm === undefined ? undefined : pick(LOG_KEY_KINDS, options, 'ed25519');
  const { idHex, kind } = await token.generateLogKey(label, wish);
  const uri = formatPkcs11Uri({ token: token.description.label, object: label });
  if (options.json) return writeResult({ label, idHex, kind, uri });
  writeLines([
    `Made ${kind} log key ${JSON.stringify(label)} in token ${JSON.stringify(token.description.label)}.`,
    `  ${uri}`,
    'Next: name it in LOG_KEY_URIS and restart the sealer; behind the key in use when it is to replace that one.',
  ]);
}

function pick<Kind extends SealKeyKind | LogKeyKind>(
  kinds: readonly Kind[],
  options: Options,
  otherwise: Kind,
): Kind {
  const { algorithm, purpose } = options;
  const kind = algorithm === undefined ? otherwise : kinds.find((each) => each === algorithm);
  if (kind) return kind;
  throw wrongUse(`A key for the purpose ${purpose} is of one of the kinds ${kinds.join(', ')}.`);
}

function wrongUse(sentence: string): CliError {
  return new CliError('key-kind-wrong', sentence, { exitCode: exitCodes.usage });
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
