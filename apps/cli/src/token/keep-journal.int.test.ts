import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePdf } from '@sealwright/signing-core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryPath } from '../platform/repository.js';

const dataDir = mkdtempSync(join(tmpdir(), 'sealwright-keep-journal-'));
const journalFile = join(dataDir, 'token-journal.jsonl');
const file = (name: string) => join(dataDir, name);

/** The command as a person runs it beside a platform of this data folder. */
function run(args: string[], more: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH ?? '', SEALWRIGHT_DATA: dataDir, ...more };
  return spawnSync(process.execPath, [repositoryPath('apps/cli/dist/main.js'), ...args], {
    env,
    encoding: 'utf8',
  });
}

const platform = () => ({
  TOKEN_JOURNAL_FILE: journalFile,
  SOFTHSM2_CONF: file('token/softhsm2.conf'),
  PKCS11_PIN_FILE: file('secrets/token-pin'),
  PKCS11_MODULE: process.env.PKCS11_MODULE ?? '',
  PKCS11_URI: `pkcs11:token=sealwright;object=seal-${new Date().getUTCFullYear()}`,
  LOG_KEY_URIS: `pkcs11:token=sealwright;object=log-${new Date().getUTCFullYear()}`,
});

interface Line {
  readonly keyFingerprintSha256Hex: string;
  readonly purpose: { readonly kind: string; readonly id: string };
}

const lines = (): Line[] =>
  existsSync(journalFile)
    ? readFileSync(journalFile, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Line)
    : [];

/** What one command adds to the journal. */
function noted(args: string[], more: Record<string, string> = {}): string[] {
  const before = lines().length;
  run(args, more);
  return lines()
    .slice(before)
    .map(({ purpose }) => `${purpose.kind} ${purpose.id}`);
}

beforeAll(() => {
  writeFileSync(file('in.pdf'), samplePdf({}));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the token journal and the command line', { timeout: 60_000 }, () => {
  it('has each signature by which a token is made ready, and a file sealed to try it out by another key', () => {
    const seal = ['seal', file('in.pdf'), file('out.pdf')];
    expect(noted(seal)).toEqual([
      ...Array.from({ length: 2 }, () => 'self-test token provision'),
      'file seal',
    ]);
    const [own, , trial] = lines().map(({ keyFingerprintSha256Hex }) => keyFingerprintSha256Hex);
    expect(trial).not.toBe(own);
  });

  it('has what doctor, self-test, request and seal sign with the platform’s key', () => {
    const { PKCS11_URI } = platform();
    const selfTest = ['token', 'self-test', '--algorithm', 'ecdsa-p256-sha256'];
    expect(noted(selfTest, platform())).toEqual(['self-test token self-test']);
    expect(noted(['token', 'csr', '--common-name', 'Seal'], platform())).toEqual([
      'certificate-request token csr',
    ]);
    expect(noted(['doctor'], platform())).toEqual(['self-test doctor', 'self-test doctor']);
    expect(noted(['seal', file('in.pdf'), file('out.pdf'), '--key', PKCS11_URI], platform())).toEqual([
      'file seal',
    ]);
    const text = readFileSync(journalFile, 'utf8').trimEnd().split('\n');
    const previous = text.map(
      (line) => (JSON.parse(line) as { previousSha256Hex: string }).previousSha256Hex,
    );
    const hashes = text.map((line) => createHash('sha256').update(line).digest('hex'));
    expect(previous).toEqual(['0'.repeat(64), ...hashes.slice(0, -1)]);
  });

  it('keeps a signature to itself that cannot be written down', () => {
    const nowhere = { ...platform(), TOKEN_JOURNAL_FILE: join(journalFile, 'below-a-file') };
    const refused = run(['token', 'csr', '--common-name', 'Seal', '--out', file('request.pem')], nowhere);
    expect(refused.stderr).toContain('[token-journal-unwritable]');
    expect([refused.status, existsSync(file('request.pem'))]).toEqual([1, false]);
  });
});
