import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { assembleSealChain, certificateFingerprintHex, type SealChain } from '@sealwright/signing-core';
import { readCertificateFile } from '@sealwright/signing-core/pkcs11';
import type { Command } from 'commander';
import { writeFileWhole } from '../provisioning/secret-file.js';
import { CliError } from '../terminal/cli-error.js';
import { writeLines, writeResult } from '../terminal/output.js';
import { openConfiguredToken, type TokenChoice } from '../token/configured-token.js';
import { addTokenChoice } from './token-choice.js';

interface Options extends TokenChoice {
  readonly trust?: string;
  readonly chainFile?: string;
  readonly store: boolean;
  readonly json?: boolean;
}

/** `sealwright token import-certificate FILE…`: checks what the authority sent and stores it beside the key. */
export function addTokenImportCertificate(token: Command): void {
  addTokenChoice(token.command('import-certificate <files...>'))
    .description('check a certificate and its chain (PEM, DER or PKCS#7) and store them beside their key')
    .option('--trust <pem>', 'roots the chain must lead to (SEAL_TRUST_FILE)')
    .option('--chain-file <pem>', 'also write the chain here, for the platform (SEAL_CHAIN_FILE)')
    .option('--no-store', 'do not store certificates in the token; check, and write the chain file')
    .action(async (files: string[], options: Options) => {
      const given = files.flatMap((file) => readCertificates(file));
      const opened = await openConfiguredToken(options, process.env, 'token import-certificate');
      try {
        const chain = judge(given, await opened.publicKeySpki(), trustedRoots(options));
        const stored = options.store ? await opened.storeCertificateChain(undefined, chain.chainDer) : 0;
        const chainFile = options.chainFile ?? process.env.SEAL_CHAIN_FILE;
        if (chainFile) writeFileWhole(chainFile, toPem(chain.chainDer), 0o644);
        report(options, chain, stored, chainFile ?? null);
      } finally {
        await opened.close();
      }
    });
}

function judge(
  given: readonly Uint8Array[],
  spkiDer: Uint8Array,
  trustedRoots: X509Certificate[],
): SealChain {
  const chain = assembleSealChain(given, { spkiDer, at: new Date(), trustedRoots });
  if (!chain) {
    throw new CliError(
      'certificate-other-key',
      'None of the certificates is for this key; check --key, or make a new request: sealwright token csr.',
    );
  }
  const refusals = chain.findings.filter(({ severity }) => severity === 'refused');
  if (refusals.length === 0) return chain;
  throw new CliError(
    'certificate-unusable',
    `Nothing was stored. ${refusals.map(({ sentence }) => sentence).join(' ')}`,
  );
}

function report(options: Options, chain: SealChain, stored: number, chainFile: string | null): void {
  const [leafDer = new Uint8Array()] = chain.chainDer;
  const leaf = new X509Certificate(leafDer);
  const fingerprintSha256Hex = certificateFingerprintHex(leafDer);
  const subject = leaf.subject.replaceAll('\n', ', ');
  const notAfter = leaf.validToDate.toISOString();
  const { findings } = chain;
  if (options.json) {
    const certificates = chain.chainDer.length;
    writeResult({
      subject,
      notAfter,
      fingerprintSha256Hex,
      certificates,
      stored,
      chainFile,
      findings,
    });
    return;
  }
  writeLines([
    `${subject}, valid until ${notAfter.slice(0, 10)}`,
    `SHA-256 ${fingerprintSha256Hex}`,
    `The certificate matches the key; ${chain.chainDer.length} certificates in the chain, ${stored} stored in the token.`,
    ...(chainFile === null ? [] : [`Wrote ${chainFile}; restart the platform to seal with it.`]),
    ...findings.map(({ sentence }) => `Warning: ${sentence}`),
  ]);
}

function trustedRoots({ trust }: Options): X509Certificate[] {
  const file = trust ?? process.env.SEAL_TRUST_FILE;
  return file === undefined ? [] : readCertificates(file).map((der) => new X509Certificate(der));
}

function readCertificates(file: string): Uint8Array[] {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new CliError('file-unreadable', `The file ${JSON.stringify(file)} cannot be read.`, { cause });
  }
  const found = readCertificateFile(bytes);
  if (found.length > 0) return found;
  throw new CliError(
    'certificate-unreadable',
    `The file ${JSON.stringify(file)} holds no certificate; PEM, DER and PKCS#7 (.p7b) are read.`,
  );
}

function toPem(chainDer: readonly Uint8Array[]): string {
  return chainDer.map((der) => `${new X509Certificate(der).toString().trim()}\n`).join('');
}
