import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../keys/digest-signer.js';
import { createEphemeralSigner } from '../keys/ephemeral-signer.js';
import { createCertificateRequest } from './certificate-request.js';

const subject = {
  commonName: 'Siegel „Köln" + Söhne, Ltd',
  organisation: 'Example GmbH',
  organisationIdentifier: 'VATDE-123456789',
  country: 'DE',
  email: 'seal@example.org',
};

async function request(algorithm: SignatureAlgorithm) {
  const signer = await createEphemeralSigner({ algorithm, rsaModulusBits: 2048 });
  const { publicKey } = new X509Certificate(Buffer.from(signer.certificateChainDer[0] ?? []));
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  return createCertificateRequest(subject, spki, signer);
}

/** What openssl says; before 3.2 it exits with 0 whatever it finds, so its words are the verdict. */
function openssl(der: Uint8Array, ...options: string[]): string {
  const run = spawnSync('openssl', ['req', '-inform', 'DER', '-noout', ...options], {
    input: der,
    encoding: 'utf8',
  });
  return run.stdout + run.stderr;
}

describe('createCertificateRequest', () => {
  it.each(SIGNATURE_ALGORITHMS)('%s: openssl verifies the proof of possession', async (algorithm) => {
    const der = await request(algorithm);
    expect(openssl(der, '-verify')).toMatch(/verify OK/);
    const changed = Uint8Array.from(der);
    changed[40] = (changed[40] ?? 0) ^ 1;
    expect(openssl(changed, '-verify')).not.toMatch(/verify OK/);
  });

  it('carries subject, usage and address', async () => {
    const text = openssl(
      await request('ecdsa-p384-sha384'),
      '-text',
      '-nameopt',
      'utf8,sep_comma_plus_space',
    );
    expect(text).toContain('O=Example GmbH');
    expect(text).toContain('organizationIdentifier=VATDE-123456789');
    expect(text).toContain('Siegel „Köln" + Söhne, Ltd');
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Non Repudiation/);
    expect(text).toContain('email:seal@example.org');
  });

  it.each([
    ['a country that is a word', { country: 'Germany' }],
    ['a name of 65 characters', { commonName: 'x'.repeat(65) }],
    ['a name with a line break', { commonName: 'a\nb' }],
    ['an address without a place', { email: 'seal' }],
  ])('refuses %s', async (_what, change) => {
    const signer = await createEphemeralSigner();
    await expect(
      createCertificateRequest({ ...subject, ...change }, new Uint8Array(), signer),
    ).rejects.toBeInstanceOf(RangeError);
  });
});
