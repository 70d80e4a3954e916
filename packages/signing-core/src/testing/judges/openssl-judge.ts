import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../external-tool.js';
import { type SealedPart, sealedParts } from './sealed-parts.js';
import { signatureTimestamps } from './signature-timestamps.js';

export interface OpensslOptions {
  /** An empty folder for the parts. */
  readonly dir: string;
  /** PEM file with the roots of seal and timestamp certificates. */
  readonly trustPath: string;
  /** When certificates are judged. */
  readonly at: Date;
}

/**
 * `openssl cms -verify -cades` over every signature and `openssl ts -verify` over every timestamp. Answers what openssl
 * found wrong, empty when nothing; and how many of each it looked at, so that a test can say how many there are.
 */
export function judgeWithOpenssl(
  pdf: Uint8Array,
  options: OpensslOptions,
): { complaints: string[]; signatureCount: number; timestampCount: number } {
  const complaints: string[] = [];
  let signatureCount = 0;
  let timestampCount = 0;
  const parts = sealedParts(pdf);
  for (const [index, part] of parts.entries()) {
    const name = `${index}-${part.kind}`;
    if (part.kind === 'document-timestamp') {
      timestampCount += 1;
      complaints.push(...verifyToken(name, part.contentsDer, part.signedBytes, options));
      continue;
    }
    signatureCount += 1;
    complaints.push(...verifyCades(name, part, options));
    const { signatureValue, tokensDer } = signatureTimestamps(part.contentsDer);
    timestampCount += tokensDer.length;
    for (const token of tokensDer)
      complaints.push(...verifyToken(`${name}-t`, token, signatureValue, options));
  }
  return { complaints, signatureCount, timestampCount };
}

function verifyCades(name: string, part: SealedPart, { dir, trustPath, at }: OpensslOptions): string[] {
  const cms = keep(dir, `${name}.p7`, part.contentsDer);
  const content = keep(dir, `${name}.bin`, part.signedBytes);
  const checks = [
    '-verify',
    '-binary',
    '-inform',
    'DER',
    '-cades',
    '-purpose',
    'any',
    '-attime',
    seconds(at),
  ];
  const files = ['-in', cms, '-content', content, '-CAfile', trustPath, '-out', '/dev/null'];
  const { exitCode, output } = runTool('openssl', ['cms', ...checks, ...files]);
  const good = exitCode === 0 && output.includes('CAdES Verification successful');
  return good ? [] : [`${name}: openssl cms: ${output.trim()}`];
}

function verifyToken(
  name: string,
  token: Uint8Array,
  stamped: Uint8Array,
  { dir, trustPath, at }: OpensslOptions,
): string[] {
  const tokenPath = keep(dir, `${name}.tst`, token);
  const dataPath = keep(dir, `${name}.stamped`, stamped);
  const files = ['-in', tokenPath, '-token_in', '-data', dataPath, '-CAfile', trustPath];
  const { exitCode, output } = runTool('openssl', ['ts', '-verify', ...files, '-attime', seconds(at)]);
  return exitCode === 0 && output.includes('Verification: OK')
    ? []
    : [`${name}: openssl ts: ${output.trim()}`];
}

function keep(dir: string, name: string, bytes: Uint8Array): string {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
}

const seconds = (at: Date): string => String(Math.floor(at.getTime() / 1000));
