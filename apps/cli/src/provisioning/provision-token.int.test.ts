import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initialiseToken, openToken, type Pkcs11Token } from '@sealwright/signing-core/pkcs11';
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

async function reopen(variables: Record<string, string>): Promise<Pkcs11Token> {
  process.env.SOFTHSM2_CONF = variables.SOFTHSM2_CONF;
  const pin = readFileSync(variables.PKCS11_PIN_FILE ?? '', 'utf8').trim();
  return await openToken({
    modulePath: variables.PKCS11_MODULE ?? '',
    uri: variables.PKCS11_URI ?? '',
    pin,
  });
}

/** As an operator brings it who has no log key yet. */
async function tokenWithSealKeyOnly(theirs: Record<string, string>): Promise<string> {
  process.env.SOFTHSM2_CONF = theirs.SOFTHSM2_CONF;
  const pin = readFileSync(theirs.PKCS11_PIN_FILE ?? '', 'utf8').trim();
  const modulePath = theirs.PKCS11_MODULE ?? '';
  await initialiseToken(modulePath, { label: 'bare', securityOfficerPin: '97531864', userPin: pin });
  const token = await openToken({ modulePath, uri: 'pkcs11:token=bare', pin });
  await token.generateSealKey('seal', 'ecdsa-p256');
  await token.close();
  return 'pkcs11:token=bare;object=seal';
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

    expect(summary.created).toEqual({ token: true, key: true, logKey: true, certificate: true });
    expect(summary.key).toMatchObject({
      algorithm: 'ecdsa-p256-sha256',
      origin: 'generated-in-token',
      exportable: false,
    });
    const year = new Date().getUTCFullYear();
    const logUri = `pkcs11:token=sealwright;object=log-${year}`;
    expect(summary.logKey).toEqual({
      ...{ label: `log-${year}`, kind: 'ed25519', origin: 'generated-in-token', uri: logUri },
    });
    expect(summary.environment.LOG_KEY_URIS).toBe(logUri);
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
    expect(second.created).toEqual({ token: false, key: false, logKey: false, certificate: false });
    expect(second.logKey).toEqual(first.logKey);
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
    expect(renewed.created).toEqual({ token: false, key: false, logKey: false, certificate: true });
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

  it('adds the log key to a token from before there was a log, and leaves it alone when another is made', async () => {
    const first = await provision();
    const opened = await reopen(first.environment);
    await opened.generateLogKey('log-2999');
    await opened.close();
    expect((await provision()).environment.LOG_KEY_URIS).toBe(first.environment.LOG_KEY_URIS);
    const both = `${first.environment.LOG_KEY_URIS} pkcs11:token=sealwright;object=log-2999`;
    expect((await provision({}, { LOG_KEY_URIS: both })).environment.LOG_KEY_URIS).toBe(both);
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
    expect(used.created).toEqual({ token: false, key: false, logKey: false, certificate: true });

    const withoutLog = await provision(
      { dataDir: other },
      { ...theirs, PKCS11_URI: await tokenWithSealKeyOnly(theirs) },
    );
    expect(withoutLog.logKey).toBeNull();
    expect(withoutLog.environment).not.toHaveProperty('LOG_KEY_URIS');

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
