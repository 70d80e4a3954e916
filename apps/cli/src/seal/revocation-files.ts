import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseCertificate, type RevocationSource } from '@sealwright/signing-core';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { readInput } from './input-file.js';

/**
 * Revocation lists out of files and folders (PEM or DER; of a folder every .crl, .pem and .der). A question is answered
 * with the lists that name its issuer; whether they are good is judged by whoever asked.
 *
 * @throws CliError `crl-unreadable`, `file-unreadable` with exit code 64.
 */
export function revocationFiles(paths: readonly string[]): RevocationSource {
  const crlsDer = paths.flatMap(listFiles).flatMap(readLists);
  return {
    find: async ({ issuerDer }) => {
      const issuer = Buffer.from(parseCertificate(issuerDer).subject.der);
      return { crlsDer: crlsDer.filter((crl) => Buffer.from(crl).includes(issuer)), ocspResponsesDer: [] };
    },
  };
}

function listFiles(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => /[.](crl|pem|der)$/i.test(name))
    .sort()
    .map((name) => join(path, name));
}

function readLists(path: string): Uint8Array[] {
  const bytes = readInput(path);
  const blocks = bytes
    .toString('latin1')
    .matchAll(/-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/g);
  const lists = [...blocks].map(([, body = '']) => new Uint8Array(Buffer.from(body, 'base64')));
  if (lists.length > 0) return lists;
  // DER begins with a SEQUENCE.
  if (bytes[0] === 0x30) return [new Uint8Array(bytes)];
  throw new CliError('crl-unreadable', `The file ${JSON.stringify(path)} is no revocation list.`, {
    exitCode: exitCodes.usage,
  });
}

/** Asks one source after the other until one knows something; the last one may throw why it does not. */
export function firstKnowing(sources: readonly RevocationSource[]): RevocationSource {
  return {
    find: async (query) => {
      for (const source of sources) {
        const answer = await source.find(query);
        if (answer.crlsDer.length + answer.ocspResponsesDer.length > 0) return answer;
      }
      return { crlsDer: [], ocspResponsesDer: [] };
    },
  };
}
