import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { stack } from './stack.js';

/** Promise 2: the sealed file begins, byte for byte, with what was uploaded, and says more than that. */
export function expectBeginsWith(sealed: Buffer, uploaded: Buffer): void {
  expect(sealed.length).toBeGreaterThan(uploaded.length);
  expect(sealed.subarray(0, uploaded.length).equals(uploaded), 'sealed file begins with the upload').toBe(
    true,
  );
}

/** Asks poppler, a reader that is not ours, whether the signature holds and covers every byte of the file. */
export function expectSealedForPdfsig(sealed: Buffer): void {
  if (!isInstalled('pdfsig')) {
    sayUnchecked('pdfsig is not installed (poppler-utils)');
    return;
  }
  const report = withFile(sealed, (file) => execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' }));
  expect(report.match(/^Signature #\d+:/gm), report).toHaveLength(1);
  expect(report).toContain('Signature Validation: Signature is Valid.');
  expect(report).toContain('Total document signed');
}

/** Checks the signature's container with OpenSSL up to the root that was exported. */
export function expectTrustedByOpenssl(sealed: Buffer): void {
  if (!isInstalled('openssl')) {
    sayUnchecked('openssl is not installed');
    return;
  }
  const { content, cms } = signedParts(sealed);
  const answer = withFile(cms, (cmsFile) =>
    withFile(content, (contentFile) =>
      execFileSync(
        'openssl',
        [
          ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', cmsFile],
          ...['-content', contentFile, '-CAfile', stack.trustFile, '-purpose', 'any', '-out', '/dev/null'],
        ],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
      ),
    ),
  );
  expect(answer).toBe('');
}

/** The bytes under the last signature's ByteRange (ISO 32000-2, 12.8.1) and the container between them. */
export function signedParts(pdf: Buffer): { content: Buffer; cms: Buffer } {
  const ranges = [
    ...pdf.toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g),
  ];
  const [start = 0, length = 0, restStart = 0, restLength = 0] = (ranges.at(-1) ?? []).slice(1).map(Number);
  expect(start + length + restLength, 'a signature with a ByteRange').toBeGreaterThan(0);
  expect(restStart + restLength, 'the ByteRange reaches the end of the file').toBe(pdf.length);
  const hex = pdf.subarray(length + 1, restStart - 1).toString('latin1');
  const padded = Buffer.from(hex, 'hex');
  return {
    content: Buffer.concat([pdf.subarray(start, length), pdf.subarray(restStart)]),
    cms: padded.subarray(0, derLength(padded)),
  };
}

/** Length of the outermost DER element: what follows in /Contents is padding. */
function derLength(der: Buffer): number {
  const first = der.readUInt8(1);
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  return 2 + count + der.readUIntBE(2, count);
}

function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A check that cannot be made must be seen, not passed over. */
function sayUnchecked(why: string): void {
  console.warn(`NOT CHECKED: ${why}`);
  test.info().annotations.push({ type: 'not checked', description: why });
}

function withFile<T>(bytes: Buffer, work: (file: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-e2e-pdf-'));
  try {
    const file = join(dir, 'file');
    writeFileSync(file, bytes);
    return work(file);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The exported root, for comparing with what the platform hands out. */
export function trustPem(): string {
  return readFileSync(stack.trustFile, 'utf8');
}
