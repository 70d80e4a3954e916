import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { issueDevelopmentChain } from '../development-ca.js';
import { initialiseToken, listTokens, type OpenTokenOptions, openToken, type Pkcs11Token } from './index.js';
import { refuseUnfitKey } from './probe.js';

const pin = '246813579';
const label = 'integration';
const uri = `pkcs11:token=${label};object=seal`;
const dir = mkdtempSync(join(tmpdir(), 'sealwright-pkcs11-'));
const tokens = join(dir, 'tokens');
const away = join(dir, 'tokens-away');
const modulePath = process.env.PKCS11_MODULE ?? '';
const names = { organisation: 'Test', rootCommonName: 'R', issuingCommonName: 'I', sealCommonName: 'S' };

let token: Pkcs11Token | null = null;
async function open(changes: Partial<OpenTokenOptions> = {}): Promise<Pkcs11Token> {
  token = await openToken({ modulePath, uri, pin, ...changes });
  return token;
}

async function sealSigner(opened: Pkcs11Token, keyLabel = 'seal') {
  const spkiDer = await opened.publicKeySpki(keyLabel);
  const notBefore = new Date('2026-01-01T00:00:00Z');
  const notAfter = new Date('2027-01-01T00:00:00Z');
  const { sealCertificatePem } = await issueDevelopmentChain({ spkiDer, names, notBefore, notAfter });
  const leaf = new X509Certificate(sealCertificatePem);
  const signer = opened.signer(keyLabel, [new Uint8Array(leaf.raw)]);
  return {
    signer,
    async signAndCheck() {
      const message = randomBytes(48);
      const signature = await signer.signDigest(createHash('sha256').update(message).digest());
      return verify('sha256', message, leaf.publicKey, signature);
    },
  };
}

beforeAll(async () => {
  if (!modulePath) throw new Error('PKCS11_MODULE must name a SoftHSM library for these tests.');
  mkdirSync(tokens, { mode: 0o700 });
  const conf = join(dir, 'softhsm2.conf');
  writeFileSync(conf, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  process.env.SOFTHSM2_CONF = conf;
  await initialiseToken(modulePath, { label, securityOfficerPin: '97531864', userPin: pin });
  const opened = await open();
  await opened.generateSealKey('seal', 'ecdsa-p256-sha256');
  await opened.generateSealKey('seal-rsa', 'rsa-pkcs1-sha256');
  await opened.close();
});

afterEach(async () => {
  await token?.close();
  token = null;
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('a key generated in the token', () => {
  it.each(['seal', 'seal-rsa'])('%s refuses every way out', async (key) => {
    const probe = await (await open()).probe(key);
    const outcomes = Object.fromEntries(probe.attempts.map((each) => [each.id, each.cryptokiName]));

    expect(probe).toMatchObject({ label: key, origin: 'generated-in-token', exportable: false, soft: true });
    expect(probe.attempts.map((each) => each.outcome)).toEqual(Array(5).fill('refused'));
    expect(outcomes['read-private-value']).toBe('CKR_ATTRIBUTE_SENSITIVE');
    expect(outcomes['wrap-with-session-key']).toBe('CKR_KEY_UNEXTRACTABLE');
    expect(probe.attributes).toMatchObject({ modifiable: false, copyable: false, local: true });
  });

  it('is refused in production, because SoftHSM is no custody', async () => {
    const probe = await (await open()).probe();
    expect(() => refuseUnfitKey(probe, { softTokenAllowed: false })).toThrow(
      expect.objectContaining({ code: 'token-soft-refused' }),
    );
  });

  it('signs what its certificate verifies, with both algorithms', async () => {
    const opened = await open();
    expect(await opened.selfTest()).toMatchObject({ algorithm: 'ecdsa-p256-sha256' });
    expect(await opened.selfTest('seal-rsa')).toMatchObject({ algorithm: 'rsa-pkcs1-sha256' });
    expect(await (await sealSigner(opened)).signAndCheck()).toBe(true);
    expect(await (await sealSigner(opened, 'seal-rsa')).signAndCheck()).toBe(true);
  });

  it('is never replaced', async () => {
    const opened = await open();
    await expect(opened.generateSealKey('seal', 'ecdsa-p256-sha256')).rejects.toMatchObject({
      code: 'token-key-exists',
    });
  });

  it('signs in four sessions side by side', async () => {
    const { signAndCheck } = await sealSigner(await open({ sessionCount: 4 }));
    const results = await Promise.all(Array.from({ length: 200 }, signAndCheck));
    expect(results.every(Boolean)).toBe(true);
  });

  it('does not sign under the certificate of another key', async () => {
    const opened = await open();
    const { signer, signAndCheck } = await sealSigner(opened, 'seal');
    expect(await signAndCheck()).toBe(true);
    await opened.generateSealKey('other', 'ecdsa-p256-sha256');
    const wrong = opened.signer('other', signer.certificateChainDer);
    await expect(wrong.signDigest(randomBytes(32))).rejects.toMatchObject({
      code: 'token-certificate-mismatch',
    });
  });
});

describe('a key that can leave its token', () => {
  it('is found out by its attributes and by trying', async () => {
    const opened = await open();
    await generateExportableKey();
    const probe = await opened.probe('leaky');

    expect(probe.exportable).toBe(true);
    expect(probe.attempts.filter((each) => each.outcome === 'succeeded').map((each) => each.id)).toContain(
      'wrap-with-session-key',
    );
    expect(() => refuseUnfitKey(probe, { softTokenAllowed: true })).toThrow(
      expect.objectContaining({ code: 'token-key-exportable' }),
    );
    expect((await opened.probe('leaky')).attributes).toEqual(probe.attributes);
  });
});

describe('a wrong PIN', () => {
  it('is tried once and never again by the same object or by recover', async () => {
    const good = await open();
    await good.close();
    await expect(openToken({ modulePath, uri, pin: '000000' })).rejects.toMatchObject({
      code: 'token-pin-wrong',
    });
    const [seen] = await listTokens(modulePath);
    expect(seen?.pinState).toBe('count-low');
  });

  it('stays refused after a token came back with another PIN', async () => {
    const opened = await open();
    await changePin(pin, '55555555');
    await expect(opened.recover()).rejects.toMatchObject({ code: 'token-pin-wrong' });
    await changePin('55555555', pin);
    // The right PIN would work now; a retry in the background is exactly what must not happen.
    await expect(opened.recover()).rejects.toMatchObject({ code: 'token-pin-wrong' });
    await expect(opened.selfTest()).rejects.toMatchObject({ code: 'token-pin-wrong' });
  });
});

describe('a token that is removed and returned', () => {
  it('is reported as lost, then signs again after recover, with the same signer', async () => {
    const opened = await open();
    const { signer, signAndCheck } = await sealSigner(opened);
    expect(await signAndCheck()).toBe(true);

    renameSync(tokens, away);
    await expect(signer.signDigest(randomBytes(32))).rejects.toMatchObject({ code: 'token-lost' });
    await expect(opened.recover()).rejects.toMatchObject({ code: 'token-lost' });
    await expect(signer.signDigest(randomBytes(32))).rejects.toMatchObject({ code: 'token-lost' });
    mkdirSync(tokens);
    await expect(opened.recover()).rejects.toMatchObject({ code: 'token-not-found' });
    await expect(signer.signDigest(randomBytes(32))).rejects.toMatchObject({ code: 'token-not-found' });

    rmSync(tokens, { recursive: true });
    renameSync(away, tokens);
    await opened.recover();
    expect(await signAndCheck()).toBe(true);
  });

  it('recovers while other calls are in flight, without a crash', async () => {
    const opened = await open({ sessionCount: 2 });
    const { signAndCheck } = await sealSigner(opened);
    const before = Array.from({ length: 30 }, signAndCheck);
    const recovery = opened.recover();
    const after = Array.from({ length: 30 }, signAndCheck);
    await recovery;
    expect((await Promise.all([...before, ...after])).every(Boolean)).toBe(true);
  });
});

describe('what is not there', () => {
  it.each([
    ['token-not-found', { uri: 'pkcs11:token=nobody' }],
    ['token-module-missing', { modulePath: join(dir, 'no-such-library.so') }],
    ['token-uri-invalid', { uri: 'token=integration' }],
  ])('%s', async (code, changes) => {
    await expect(openToken({ modulePath, uri, pin, ...changes })).rejects.toMatchObject({ code });
  });

  it('token-key-missing', async () => {
    await expect((await open()).probe('nothing')).rejects.toMatchObject({ code: 'token-key-missing' });
  });
});

/** Straight through the binding: our own code has no way to make such a key, nor to change a PIN. */
function binding() {
  const pkcs11 = createRequire(import.meta.url)('pkcs11js') as typeof import('pkcs11js');
  const calls = new pkcs11.PKCS11();
  calls.load(modulePath);
  return { pkcs11, calls, slot: calls.C_GetSlotList(true)[0] ?? Buffer.alloc(8) };
}

async function generateExportableKey(): Promise<void> {
  const { pkcs11, calls, slot } = binding();
  const session = calls.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION | pkcs11.CKF_RW_SESSION);
  const shared = [
    { type: pkcs11.CKA_TOKEN, value: true },
    { type: pkcs11.CKA_LABEL, value: 'leaky' },
  ];
  calls.C_GenerateKeyPair(
    session,
    { mechanism: pkcs11.CKM_EC_KEY_PAIR_GEN },
    [...shared, { type: pkcs11.CKA_EC_PARAMS, value: Buffer.from('06082a8648ce3d030107', 'hex') }],
    [
      ...shared,
      { type: pkcs11.CKA_PRIVATE, value: true },
      { type: pkcs11.CKA_SENSITIVE, value: true },
      { type: pkcs11.CKA_EXTRACTABLE, value: true },
      { type: pkcs11.CKA_SIGN, value: true },
    ],
  );
  calls.C_CloseSession(session);
}

async function changePin(from: string, to: string): Promise<void> {
  const { pkcs11, calls, slot } = binding();
  const session = calls.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION | pkcs11.CKF_RW_SESSION);
  calls.C_SetPIN(session, from, to);
  calls.C_CloseSession(session);
}
