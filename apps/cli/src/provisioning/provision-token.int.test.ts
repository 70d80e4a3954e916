import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ProvisionRequest, provisionToken } from './provision-token.js';
import { readPemCertificates } from './seal-certificate.js';

const dayMs = 86_400_000;
const { SOFTHSM2_CONF, PKCS11_MODULE } = process.env;
const outside = Object.entries({ SOFTHSM2_CONF, PKCS11_MODULE });
let dataDir = '';

/** SoftHSM reads the process's own environment, so that is what the tests change. */
async function provision(changes: Partial<ProvisionRequest> = {}, variables: Record<string, string> = {}) {
  // The test services name a token folder of their own; these tests want the one below the data folder.
  for (const [name] of outside) delete process.env[name];
  Object.assign(process.env, variables);
  try {
    return await provisionToken({
      dataDir,
      algorithm: null,
      generateKey: false,
      renew: false,
      organisation: 'Test',
      validDays: 730,
      now: new Date(),
      environment: process.env,
      ...changes,
    });
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
  }
}

const read = (...path: string[]) => readFileSync(join(dataDir, ...path), 'utf8');

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sealwright-provision-'));
});

afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
  for (const [name, value] of outside) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

describe('provisionToken', () => {
  it('makes token, key, authority and certificate, and keeps secrets to the owner', async () => {
    const summary = await provision();

    expect(summary.created).toEqual({ token: true, key: true, certificate: true });
    expect(summary.key).toMatchObject({
      algorithm: 'ecdsa-p256-sha256',
      origin: 'generated-in-token',
      exportable: false,
    });
    expect(summary.environment.PKCS11_URI).toBe(`pkcs11:token=sealwright;object=${summary.key.label}`);
    for (const secret of ['token-pin', 'token-so-pin', 'development-ca-key.pem']) {
      expect(statSync(join(dataDir, 'secrets', secret)).mode & 0o777).toBe(0o600);
    }
    const [leaf, issuing] = readPemCertificates(read('ca', 'seal-chain.pem'));
    const [root] = readPemCertificates(read('ca', 'trust.pem'));
    expect(leaf?.verify(issuing?.publicKey ?? leaf.publicKey)).toBe(true);
    expect(issuing?.verify(root?.publicKey ?? issuing.publicKey)).toBe(true);
    expect(JSON.stringify(summary)).not.toContain(read('secrets', 'token-pin').trim());
  });

  it('changes nothing the second time', async () => {
    const first = await provision();
    const before = read('ca', 'seal-chain.pem') + read('ca', 'trust.pem') + read('secrets', 'token-pin');
    const second = await provision();
    expect(second.created).toEqual({ token: false, key: false, certificate: false });
    expect(second.key).toEqual(first.key);
    expect(read('ca', 'seal-chain.pem') + read('ca', 'trust.pem') + read('secrets', 'token-pin')).toBe(
      before,
    );
  });

  it('renews within 30 days of the end, under the same root and for the same key', async () => {
    const first = await provision({ validDays: 40 });
    const trust = read('ca', 'trust.pem');
    expect((await provision({ now: new Date(Date.now() + 5 * dayMs) })).created.certificate).toBe(false);
    const renewed = await provision({ now: new Date(Date.now() + 15 * dayMs) });
    expect(renewed.created).toEqual({ token: false, key: false, certificate: true });
    expect(renewed.certificate.fingerprintSha256Hex).not.toBe(first.certificate.fingerprintSha256Hex);
    expect(renewed.key).toEqual(first.key);
    expect(read('ca', 'trust.pem')).toBe(trust);
  });

  it('starts a new authority when its key is lost, and keeps trusting the older root', async () => {
    await provision();
    const older = read('ca', 'trust.pem').trim();
    rmSync(join(dataDir, 'secrets', 'development-ca-key.pem'));
    await provision({ renew: true });
    expect(readPemCertificates(read('ca', 'trust.pem'))).toHaveLength(2);
    expect(read('ca', 'trust.pem')).toContain(older);
  });

  it('never replaces a key to get another algorithm', async () => {
    await provision();
    await expect(provision({ algorithm: 'rsa-pkcs1-sha256' })).rejects.toMatchObject({
      code: 'key-algorithm-differs',
    });
  });

  it('makes an RSA key where that was asked for', async () => {
    const summary = await provision({ algorithm: 'rsa-pkcs1-sha256' });
    expect(summary.key.algorithm).toBe('rsa-pkcs1-sha256');
  });

  it('uses somebody else’s token as it is: no key, no chain is written unasked', async () => {
    const first = await provision();
    const conf = join(dataDir, 'their-softhsm2.conf');
    writeFileSync(conf, `directories.tokendir = ${join(dataDir, 'token', 'tokens')}\n`);
    const theirs = {
      SOFTHSM2_CONF: conf,
      PKCS11_MODULE: first.environment.PKCS11_MODULE ?? '',
      PKCS11_PIN_FILE: join(dataDir, 'secrets', 'token-pin'),
    };
    const other = join(dataDir, 'other');
    const used = await provision(
      { dataDir: other },
      { ...theirs, PKCS11_URI: first.environment.PKCS11_URI ?? '' },
    );
    expect(used.created).toEqual({ token: false, key: false, certificate: true });

    const missing = { ...theirs, PKCS11_URI: 'pkcs11:token=sealwright;object=absent' };
    await expect(provision({ dataDir: other }, missing)).rejects.toMatchObject({ code: 'key-missing' });

    const chain = {
      SEAL_CHAIN_FILE: join(dataDir, 'brought.pem'),
      SEAL_TRUST_FILE: join(dataDir, 'ca', 'trust.pem'),
    };
    const brought = { ...theirs, ...chain, PKCS11_URI: first.environment.PKCS11_URI ?? '' };
    await expect(provision({ dataDir: other }, brought)).rejects.toMatchObject({
      code: 'certificate-unusable',
    });
    expect(existsSync(chain.SEAL_CHAIN_FILE)).toBe(false);
  });

  it('stops at a PIN that does not fit instead of making a new token', async () => {
    await provision();
    writeFileSync(join(dataDir, 'secrets', 'token-pin'), '000000000000\n');
    await expect(provision()).rejects.toMatchObject({ code: 'token-pin-wrong' });
  });
});
