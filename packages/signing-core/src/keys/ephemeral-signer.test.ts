import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestOf, SIGNATURE_ALGORITHMS, schemeOf } from './digest-signer.js';
import { createEphemeralSigner } from './ephemeral-signer.js';

const message = Buffer.from('what the signed attributes say');

describe('createEphemeralSigner', () => {
  it.each(SIGNATURE_ALGORITHMS)('%s signs what node:crypto verifies', async (algorithm) => {
    const signer = await createEphemeralSigner({ algorithm, rsaModulusBits: 2048 });
    const digestName = digestOf(algorithm);
    const signature = await signer.signDigest(createHash(digestName).update(message).digest());
    const { publicKey } = new X509Certificate(Buffer.from(signer.certificateChainDer[0] ?? []));
    const key =
      schemeOf(algorithm) === 'rsa-pss'
        ? {
            key: publicKey,
            padding: constants.RSA_PKCS1_PSS_PADDING,
            saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
          }
        : publicKey;
    expect(verify(digestName, message, key, signature)).toBe(true);
    expect(verify(digestName, Buffer.from('another'), key, signature)).toBe(false);
  });

  it('pads PSS for a modulus whose length is not a multiple of eight', async () => {
    const signer = await createEphemeralSigner({ algorithm: 'rsa-pss-sha512', rsaModulusBits: 2049 });
    const signature = await signer.signDigest(createHash('sha512').update(message).digest());
    const { publicKey } = new X509Certificate(Buffer.from(signer.certificateChainDer[0] ?? []));
    const key = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 };
    expect(verify('sha512', message, key, signature)).toBe(true);
  });

  it('refuses a digest of another length', async () => {
    const signer = await createEphemeralSigner({ algorithm: 'ecdsa-p384-sha384' });
    await expect(signer.signDigest(new Uint8Array(32))).rejects.toThrow(/48 bytes/);
  });
});
