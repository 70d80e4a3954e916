import type { SignatureAlgorithm } from '@sealwright/signing-core';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { provisionToken } from '../provisioning/provision-token.js';

const algorithms: Record<string, SignatureAlgorithm> = {
  'ecdsa-p256': 'ecdsa-p256-sha256',
  'rsa-3072': 'rsa-pkcs1-sha256',
};

interface Options {
  readonly data: string;
  readonly algorithm?: string;
  readonly generateKey?: boolean;
  readonly renew?: boolean;
  readonly organisation: string;
  readonly validDays: number;
}

/** `sealwright token provision`: seal key, log key, certificate, and a JSON summary of them. */
export function addTokenProvision(token: Command): void {
  token
    .command('provision')
    .description('make seal key, log key and a development certificate, where they are missing')
    .requiredOption('--data <dir>', 'data folder of the platform', process.env.SEALWRIGHT_DATA ?? '.data')
    .addOption(new Option('--algorithm <kind>', 'kind of a new key').choices(Object.keys(algorithms)))
    .option('--generate-key', 'allow keys to be made in the token that PKCS11_URI names')
    .option('--renew', 'issue a new seal certificate now; within 30 days of its end that happens by itself')
    .option('--organisation <name>', 'organisation named in the certificate', 'Sealwright development')
    .option('--valid-days <days>', 'lifetime of a new seal certificate', readDays, 730)
    .action(async (options: Options) => {
      const summary = await provisionToken({
        dataDir: options.data,
        algorithm: options.algorithm === undefined ? null : (algorithms[options.algorithm] ?? null),
        generateKey: options.generateKey ?? false,
        renew: options.renew ?? false,
        organisation: options.organisation,
        validDays: options.validDays,
        now: new Date(),
        environment: process.env,
      });
      process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
    });
}

function readDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 1095) {
    throw new InvalidArgumentError('A seal certificate lives for 1 to 1095 days.');
  }
  return days;
}
