import { createHash, verify, X509Certificate } from 'node:crypto';
import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareSoftTokens, type SoftTokens } from '../../testing/soft-token.js';
import {
  createDevelopmentAuthority,
  type DevelopmentAuthority,
  issueSealCertificate,
} from '../development-ca.js';
import { digestOf } from '../digest-signer.js';
import { commonNameOf } from '../seal-chain.js';
import { formatPkcs11Uri, initialiseToken, listTokens, openSealSigner, openToken } from './index.js';

const first = 'first token';
const second = 'Zürich / HSM #2; café?';
const message = Buffer.from('document');
let soft: SoftTokens;
let authority: DevelopmentAuthority;
let pinFile = '';
const ids: Record<string, string> = {};

async function equip(token: string, label: string, kind: 'ecdsa-p256' | 'ecdsa-p384' | 'rsa-3072') {
  const { modulePath, pin } = soft;
  const opened = await openToken({ modulePath, uri: formatPkcs11Uri({ token }), pin });
  try {
    const { spkiDer, idHex } = await opened.generateSealKey(label, kind);
    ids[label] = idHex;
    const leaf = await issueSealCertificate(authority, {
      spkiDer,
      organisation: 'Test',
      sealCommonName: `${token} ${label}`,
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 86_400_000),
    });
    const chain = [leaf, authority.issuingCertificatePem, authority.rootCertificatePem];
    const written = await opened.storeCertificateChain(
      label,
      chain.map((pem) => new Uint8Array(new X509Certificate(pem).raw)),
    );
    return written;
  } finally {
    await opened.close();
  }
}

/** Whose certificate a seal made through this URI carries, after checking the signature with it. */
async function sealedBy(uri: string, pin?: string): Promise<string> {
  const opened = await openSealSigner({ modulePath: soft.modulePath, uri, ...(pin ? { pin } : {}) });
  try {
    const { signer } = opened;
    const digestName = digestOf(signer.algorithm);
    const signature = await signer.signDigest(createHash(digestName).update(message).digest());
    const [leaf, issuing, root] = signer.certificateChainDer.map((der) => new X509Certificate(der));
    expect(root).toBeUndefined();
    expect(leaf?.verify((issuing ?? leaf).publicKey)).toBe(true);
    expect(leaf && verify(digestName, message, leaf.publicKey, signature)).toBe(true);
    return leaf ? commonNameOf(new Uint8Array(leaf.raw)) : '';
  } finally {
    await opened.close();
  }
}

beforeAll(async () => {
  soft = prepareSoftTokens();
  await soft.add(first);
  await soft.add(second);
  authority = await createDevelopmentAuthority(
    { organisation: 'Test', rootCommonName: 'Root', issuingCommonName: 'Issuing' },
    new Date(Date.now() - 86_400_000),
  );
  expect(await equip(first, 'seal', 'ecdsa-p256')).toBe(3);
  expect(await equip(second, 'Siegel 100 % „neu"', 'ecdsa-p384')).toBe(3);
  expect(await equip(second, 'other', 'rsa-3072')).toBe(1);
  pinFile = join(soft.dir, 'pin file');
  writeFileSync(pinFile, `${soft.pin}\n`, { mode: 0o600 });
});

afterAll(() => soft.remove());

describe('changing the token by changing one URI', () => {
  it('seals with the key of the token, object or id that the URI names', async () => {
    const { pin } = soft;
    expect(await sealedBy(formatPkcs11Uri({ token: first, object: 'seal' }), pin)).toBe('first token seal');
    const uri = formatPkcs11Uri({ token: second, object: 'Siegel 100 % „neu"' });
    expect(uri).toMatch(/^pkcs11:token=Z%C3%BCrich%20%2F%20HSM%20%232%3B%20caf%C3%A9%3F;object=Siegel/);
    expect(await sealedBy(uri, pin)).toBe(`${second} Siegel 100 % „neu"`);
    expect(await sealedBy(formatPkcs11Uri({ token: second, idHex: ids.other ?? '' }), pin)).toBe(
      `${second} other`,
    );
  });

  it('takes the PIN from pin-source or pin-value when none is given', async () => {
    const uri = formatPkcs11Uri({ token: second, object: 'other' });
    expect(await sealedBy(`${uri}?pin-source=file:${encodeURI(pinFile)}`)).toBe(`${second} other`);
    expect(await sealedBy(`${uri}?pin-value=${soft.pin}`)).toBe(`${second} other`);
    await expect(sealedBy(`${uri}?pin-source=%7Ccat%20x`)).rejects.toMatchObject({
      code: 'token-uri-invalid',
    });
    await expect(sealedBy(`${uri}?pin-source=/nowhere`)).rejects.toMatchObject({ code: 'token-pin-missing' });
    await expect(sealedBy(uri)).rejects.toMatchObject({ code: 'token-pin-missing' });
  });

  it('takes another module, by module-path, beside the first in one process', async () => {
    const otherModule = join(soft.dir, 'libother.so');
    copyFileSync(soft.modulePath, otherModule);
    const { pin, modulePath } = soft;
    const kept = await openSealSigner({ modulePath, uri: 'pkcs11:token=first%20token;object=seal', pin });
    const uri = `${formatPkcs11Uri({ token: second, object: 'other' })}?module-path=${otherModule}`;
    expect(await sealedBy(uri, pin)).toBe(`${second} other`);
    const digest = createHash('sha256').update(message).digest();
    expect((await kept.signer.signDigest(digest)).length).toBeGreaterThan(60);
    await kept.close();
  });

  it('brings a signer back after its token was away', async () => {
    const { modulePath, pin, tokensDir } = soft;
    const opened = await openSealSigner({ modulePath, uri: 'pkcs11:token=first%20token;object=seal', pin });
    const digest = createHash('sha256').update(message).digest();
    renameSync(tokensDir, `${tokensDir}-away`);
    await expect(opened.signer.signDigest(digest)).rejects.toMatchObject({ code: 'token-lost' });
    renameSync(`${tokensDir}-away`, tokensDir);
    await opened.recover();
    expect((await opened.signer.signDigest(digest)).length).toBeGreaterThan(60);
    await opened.close();
  });

  it('does not guess between two keys, and says what is missing', async () => {
    const { pin } = soft;
    await expect(sealedBy(formatPkcs11Uri({ token: second }), pin)).rejects.toMatchObject({
      code: 'token-key-ambiguous',
    });
    await expect(sealedBy('pkcs11:token=first%20token;object=no', pin)).rejects.toMatchObject({
      code: 'token-key-missing',
    });
    const opened = await openToken({ modulePath: soft.modulePath, uri: 'pkcs11:token=first%20token', pin });
    await opened.generateSealKey('bare', 'ecdsa-p256');
    await opened.close();
    await expect(sealedBy('pkcs11:token=first%20token;object=bare', pin)).rejects.toMatchObject({
      code: 'token-certificate-missing',
    });
  });

  it('shows certificates and public keys to somebody who does not log in', async () => {
    const { modulePath } = soft;
    const opened = await openToken({ modulePath, uri: formatPkcs11Uri({ token: second }), login: false });
    expect((await opened.listCertificates()).length).toBe(4);
    expect((await opened.listKeys()).every((key) => !key.privateHalfSeen)).toBe(true);
    await opened.close();
  });

  it('does not initialise a token that is in use, unless its own label is given', async () => {
    const { modulePath, pin } = soft;
    const [inUse] = (await listTokens(modulePath)).filter(({ label }) => label === first);
    const request = {
      label: 'new',
      securityOfficerPin: '97531864',
      userPin: pin,
      slotId: inUse?.slotId ?? -1,
    };
    for (const wipeLabel of [undefined, second, `${first} `]) {
      await expect(
        initialiseToken(modulePath, { ...request, ...(wipeLabel === undefined ? {} : { wipeLabel }) }),
      ).rejects.toMatchObject({ code: 'token-holds-keys' });
    }
    await expect(initialiseToken(modulePath, { ...request, slotId: 987_654 })).rejects.toMatchObject({
      code: 'token-not-found',
    });
    expect(await sealedBy(formatPkcs11Uri({ token: first, object: 'seal' }), pin)).toBe('first token seal');
  });
});
