import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { prepareSoftTokens, type SoftTokens } from '../../testing/soft-token.js';
import { issueDevelopmentChain } from '../development-ca.js';
import { LOG_KEY_KINDS, type LogKeyKind, openToken, type Pkcs11Token, refuseUnfitKey } from './index.js';
import { chooseLogKeyKind } from './log-key.js';

const message = Buffer.from('sign.example.com/log\n4\nGtlXyGm7aJlgIVZF0sL7HvIJTHNFQHgNSdVbVHVPIDM=\n');
let soft: SoftTokens;
let token: Pkcs11Token | null = null;

async function open(uri = 'pkcs11:token=logs'): Promise<Pkcs11Token> {
  const { modulePath, pin } = soft;
  token = await openToken({ modulePath, uri, pin });
  return token;
}

function isValid(kind: LogKeyKind, spkiDer: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.from(spkiDer), format: 'der', type: 'spki' });
  return verify(kind === 'ed25519' ? null : 'sha256', message, key, signature);
}

beforeAll(async () => {
  soft = prepareSoftTokens();
  await soft.add('logs');
  const opened = await open();
  await opened.generateSealKey('seal', 'ecdsa-p256');
  for (const kind of LOG_KEY_KINDS) await opened.generateLogKey(`log-${kind}`, kind);
  await opened.close();
});

afterEach(async () => {
  await token?.close();
  token = null;
});

afterAll(() => soft.remove());

describe.each(LOG_KEY_KINDS)('a log key of the kind %s', (kind) => {
  it('signs a message in the token, verified outside; the same after recover', async () => {
    const opened = await open();
    const key = await opened.logKey(`log-${kind}`);
    expect(key).toMatchObject({ kind, label: `log-${kind}` });
    expect(isValid(kind, key.spkiDer, await key.sign(message))).toBe(true);
    await opened.recover();
    expect(isValid(kind, key.spkiDer, await key.sign(message))).toBe(true);
    expect((await opened.selfTestLogKey(`log-${kind}`)).kind).toBe(kind);
  });

  it('cannot be exported, by its attributes and by trying', async () => {
    const probe = await (await open()).probe(`log-${kind}`);
    expect(probe).toMatchObject({
      exportable: false,
      origin: 'generated-in-token',
      attributes: {
        sensitive: true,
        extractable: false,
        neverExtractable: true,
        local: true,
        modifiable: false,
      },
    });
    expect(probe.attempts.map(({ outcome }) => outcome)).not.toContain('succeeded');
    refuseUnfitKey(probe, { softTokenAllowed: true });
  });

  it('never seals', async () => {
    const opened = await open();
    await expect(opened.selfTest(`log-${kind}`)).rejects.toMatchObject({
      code: kind === 'ed25519' ? 'token-key-unsupported' : 'token-key-purpose',
    });
    if (kind === 'ed25519') return;
    const names = { organisation: 'T', rootCommonName: 'R', issuingCommonName: 'I', sealCommonName: 'S' };
    const spkiDer = await opened.publicKeySpki(`log-${kind}`);
    const validity = { notBefore: new Date('2026-01-01'), notAfter: new Date('2027-01-01') };
    const { sealCertificatePem } = await issueDevelopmentChain({ spkiDer, names, ...validity });
    const der = Buffer.from(sealCertificatePem.replace(/-----[A-Z ]+-----/g, ''), 'base64');
    const digest = createHash('sha256').update(message).digest();
    await expect(opened.signer(`log-${kind}`, [der]).signDigest(digest)).rejects.toMatchObject({
      code: 'token-key-purpose',
    });
    const bare = await opened.bareSigner(`log-${kind}`);
    await expect(bare.signDigest(digest)).rejects.toMatchObject({ code: 'token-key-purpose' });
  });
});

describe('log keys and seal keys', () => {
  it('a seal key signs no checkpoint, whatever it is named by', async () => {
    const opened = await open();
    await expect(opened.logKey('seal')).rejects.toMatchObject({ code: 'token-key-purpose' });
    const idHex = (await opened.listKeys()).find(({ label }) => label === 'seal')?.idHex ?? '';
    await opened.close();
    const byId = await open(`pkcs11:token=logs;id=${idHex.replace(/../g, '%$&')}`);
    await expect(byId.logKey()).rejects.toMatchObject({ code: 'token-key-purpose' });
  });

  it('a URI that names the token alone still means its only seal key', async () => {
    const opened = await open();
    expect((await opened.probe()).label).toBe('seal');
    expect((await opened.selfTest()).algorithm).toBe('ecdsa-p256-sha256');
  });

  it('labels keep them apart when they are made', async () => {
    const opened = await open();
    await expect(opened.generateLogKey('checkpoints')).rejects.toMatchObject({ code: 'token-key-purpose' });
    await expect(opened.generateSealKey('log-2', 'ecdsa-p256')).rejects.toMatchObject({
      code: 'token-key-purpose',
    });
    await expect(opened.generateLogKey('log-ed25519')).rejects.toMatchObject({ code: 'token-key-exists' });
  });

  it('Ed25519 where the token can, P-256 otherwise', async () => {
    const opened = await open();
    expect((await opened.generateLogKey('log-default')).kind).toBe('ed25519');
    const { mechanisms } = (opened as unknown as { connection: { mechanisms: ReadonlySet<number> } })
      .connection;
    const withoutEdwards = new Set([...mechanisms].filter((each) => each !== 0x1057));
    expect(chooseLogKeyKind(withoutEdwards)).toBe('ecdsa-p256');
    expect(() => chooseLogKeyKind(withoutEdwards, 'ed25519')).toThrow(/CKM_EDDSA/);
    expect(() => chooseLogKeyKind(new Set())).toThrow(/CKM_ECDSA/);
  });
});
