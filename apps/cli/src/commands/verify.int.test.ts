import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueDevelopmentChain, sealPdf } from '@sealwright/signing-core';
import { openToken } from '@sealwright/signing-core/pkcs11';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryPath } from '../platform/repository.js';
import { provisionToken } from '../provisioning/provision-token.js';
import { readPemCertificates } from '../provisioning/seal-certificate.js';

const dir = mkdtempSync(join(tmpdir(), 'sealwright-verify-'));
const contract = repositoryPath('apps/cli/assets/service-agreement.pdf');
const sealed = join(dir, 'sealed.pdf');
const trust = join(dir, 'ca', 'trust.pem');
const outside = { ...process.env };

/** The command as a person runs it: built, in a process of its own. */
function verify(...args: string[]) {
  const main = repositoryPath('apps/cli/dist/main.js');
  const env = { ...process.env, SEAL_TRUST_FILE: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'verify', ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

beforeAll(async () => {
  for (const name of ['SOFTHSM2_CONF', 'PKCS11_MODULE', 'PKCS11_URI']) delete process.env[name];
  const { environment } = await provisionToken({
    dataDir: dir,
    algorithm: null,
    generateKey: false,
    renew: false,
    organisation: 'Test',
    validDays: 365,
    now: new Date(),
    environment: process.env,
  });
  const token = await openToken({
    modulePath: environment.PKCS11_MODULE ?? '',
    uri: environment.PKCS11_URI ?? '',
    pin: readFileSync(environment.PKCS11_PIN_FILE ?? '', 'utf8').trim(),
  });
  const chain = readPemCertificates(readFileSync(environment.SEAL_CHAIN_FILE ?? '', 'utf8'));
  const signer = token.signer(
    undefined,
    chain.map((certificate) => new Uint8Array(certificate.raw)),
  );
  const options = { reason: 'Test', name: 'Test', signedAt: new Date() };
  writeFileSync(sealed, await sealPdf(readFileSync(contract), options, signer));
  await token.close();
});

afterAll(() => {
  Object.assign(process.env, outside);
  rmSync(dir, { recursive: true, force: true });
});

describe('sealwright verify', () => {
  it('answers 0 for a file sealed with the key in the token', () => {
    const { status, stdout } = verify(sealed, '--trust', trust, '--document', contract, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'valid' });
  });

  it('answers 1 when one byte was changed', () => {
    const bytes = readFileSync(sealed);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    const changed = join(dir, 'changed.pdf');
    writeFileSync(changed, bytes);
    expect(verify(changed, '--trust', trust).status).toBe(1);
  });

  it('answers 1 when another document was expected', () => {
    const other = join(dir, 'other.pdf');
    writeFileSync(other, Buffer.concat([readFileSync(contract), Buffer.from('%x')]));
    expect(verify(sealed, '--trust', trust, '--document', other).status).toBe(1);
  });

  it('answers 2 when the root is not trusted', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const foreign = await issueDevelopmentChain({
      spkiDer: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
      names: { organisation: 'X', rootCommonName: 'X', issuingCommonName: 'Y', sealCommonName: 'Z' },
      notBefore: new Date(Date.now() - 1000),
      notAfter: new Date(Date.now() + 86_400_000),
    });
    const foreignTrust = join(dir, 'foreign.pem');
    writeFileSync(foreignTrust, foreign.rootCertificatePem);
    expect(verify(sealed, '--trust', foreignTrust).status).toBe(2);
    expect(verify(sealed).status).toBe(2);
  });

  it('answers 64 for wrong usage', () => {
    expect(verify().status).toBe(64);
    expect(verify(join(dir, 'absent.pdf')).status).toBe(64);
    expect(verify(sealed, '--at', 'yesterday').status).toBe(64);
    const noRoot = join(dir, 'no-root.pem');
    writeFileSync(noRoot, 'no certificate');
    expect(verify(sealed, '--trust', noRoot).status).toBe(64);
  });
});
