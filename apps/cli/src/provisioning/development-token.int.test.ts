import { createHash, verify, X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSealSigner } from '@sealwright/signing-core/pkcs11';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { developmentServices } from './development-services.js';
import { developmentToken } from './development-token.js';
import { readPemCertificates } from './seal-certificate.js';

const dataDir = mkdtempSync(join(tmpdir(), 'sealwright-development-'));
const outside = { ...process.env };

beforeAll(() => {
  // Somebody's real token in the surroundings must neither be used nor be touched.
  process.env.PKCS11_URI = 'pkcs11:token=somebody-elses';
  process.env.SOFTHSM2_CONF = '/nowhere/softhsm2.conf';
});

afterAll(() => {
  for (const name of ['PKCS11_URI', 'SOFTHSM2_CONF']) delete process.env[name];
  Object.assign(process.env, outside);
  rmSync(dataDir, { recursive: true, force: true });
});

describe('developmentToken', () => {
  it('is made once, also by two who begin at once, and signs', async () => {
    const both = await Promise.all([developmentToken({ dataDir }), developmentToken({ dataDir })]);
    expect(both.map(({ created }) => created).sort()).toEqual([false, true]);
    expect(existsSync(join(dataDir, 'token.lock'))).toBe(false);
    const { modulePath, uri, pin, certificatesDer, trustedRootsPem } = both[0];
    expect(both[1].uri).toBe(uri);
    const opened = await openSealSigner({ modulePath, uri, pin, certificatesDer });
    const message = Buffer.from('document');
    const signature = await opened.signer.signDigest(createHash('sha256').update(message).digest());
    await opened.close();
    const [leaf, issuing] = certificatesDer.map((der) => new X509Certificate(der));
    expect(leaf && verify('sha256', message, leaf.publicKey, signature)).toBe(true);
    const [root] = readPemCertificates(trustedRootsPem);
    expect(root && issuing?.verify(root.publicKey)).toBe(true);
  });

  it('comes with timestamps and revocation lists of the same authority', async () => {
    const { trustedRootsPem } = await developmentToken({ dataDir });
    const services = await developmentServices(dataDir, () => new Date());
    expect(services.trustedRootsPem.trim()).toBe(trustedRootsPem.trim());
    const again = await developmentServices(dataDir, () => new Date());
    expect(again.timestampAuthority.name).toBe('development timestamp authority');
    const { crlsDer } = await services.revocationSource.find({
      certificateDer: new Uint8Array(),
      issuerDer: new Uint8Array(),
    });
    expect(crlsDer).toHaveLength(2);
  });
});
