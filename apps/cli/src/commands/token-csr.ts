import {
  createCertificateRequest,
  type RequestSubject,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
} from '@sealwright/signing-core';
import { type Command, Option } from 'commander';
import { writeFileWhole } from '../provisioning/secret-file.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { writeLines, writeResult } from '../terminal/output.js';
import { openConfiguredToken, type TokenChoice } from '../token/configured-token.js';
import { addTokenChoice } from './token-choice.js';

interface Options extends TokenChoice, RequestSubject {
  readonly algorithm?: SignatureAlgorithm;
  readonly out: string;
  readonly json?: boolean;
}

/** `sealwright token csr`: a PKCS#10 request that the key in the token signs. */
export function addTokenCsr(token: Command): void {
  addTokenChoice(token.command('csr'))
    .description('make a certificate request (PKCS#10) signed by the key in the token')
    .requiredOption('--common-name <text>', 'who seals, e.g. "Example GmbH seal"')
    .option('--organisation <text>', 'legal name')
    .option('--organisational-unit <text>', 'department')
    .option('--organisation-identifier <text>', 'register or VAT number, e.g. VATDE-123456789')
    .option('--locality <text>', 'town')
    .option('--state <text>', 'state or province')
    .option('--country <code>', 'two letters, e.g. DE')
    .option('--email <address>', 'address for the subject alternative name')
    .addOption(
      new Option('--algorithm <name>', 'algorithm that signs the request').choices([...SIGNATURE_ALGORITHMS]),
    )
    .option('--out <file>', 'where to write the request as PEM; - for standard output', '-')
    .action(async (options: Options) => {
      const opened = await openConfiguredToken(options, process.env, 'token csr', options.algorithm);
      try {
        const signer = await opened.bareSigner();
        const der = await requestFor(options, await opened.publicKeySpki(), signer);
        report(options, signer.algorithm, toPem(der));
      } finally {
        await opened.close();
      }
    });
}

function report({ out, json }: Options, algorithm: SignatureAlgorithm, pem: string): void {
  if (out !== '-') writeFileWhole(out, pem, 0o644);
  if (json) {
    writeResult({ algorithm, pem, ...(out === '-' ? {} : { file: out }) });
  } else if (out === '-') {
    writeLines([pem.trimEnd()]);
  } else {
    writeLines([
      `Wrote ${out}, signed with ${algorithm}.`,
      'Send it to your authority; bring its answer back with: sealwright token import-certificate FILE.',
    ]);
  }
}

async function requestFor(...parts: Parameters<typeof createCertificateRequest>): Promise<Uint8Array> {
  try {
    return await createCertificateRequest(...parts);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CliError('subject-invalid', error.message, { cause: error, exitCode: exitCodes.usage });
  }
}

function toPem(der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?!$)/g, '$&\n');
  return `-----BEGIN CERTIFICATE REQUEST-----\n${lines}\n-----END CERTIFICATE REQUEST-----\n`;
}
