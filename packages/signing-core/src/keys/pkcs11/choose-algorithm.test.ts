import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chooseAlgorithm, signingMechanism, usableAlgorithms } from './choose-algorithm.js';
import { CKM } from './cryptoki.js';

const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey;
const p521 = generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
const smallRsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
const pssOnly = generateKeyPairSync('rsa-pss', { modulusLength: 2048, hashAlgorithm: 'sha384' }).publicKey;
const everything = new Set<number>([CKM.ECDSA, CKM.RSA_PKCS, CKM.RSA_PKCS_PSS, CKM.RSA_X_509]);

describe('chooseAlgorithm', () => {
  it.each([
    ['ecdsa-p256-sha256', p256],
    ['ecdsa-p384-sha384', p384],
    ['rsa-pkcs1-sha256', rsa],
    ['rsa-pss-sha384', pssOnly],
  ] as const)('prefers %s', (algorithm, key) => {
    expect(chooseAlgorithm(createPublicKey(key.export({ type: 'spki', format: 'pem' })), everything)).toBe(
      algorithm,
    );
  });

  it('takes what the token offers, and the wish before its own preference', () => {
    expect(chooseAlgorithm(rsa, new Set([CKM.RSA_PKCS_PSS]))).toBe('rsa-pss-sha256');
    expect(chooseAlgorithm(rsa, everything, 'rsa-pss-sha512')).toBe('rsa-pss-sha512');
    expect(chooseAlgorithm(p256, everything, 'ecdsa-p256-sha512')).toBe('ecdsa-p256-sha512');
  });

  it('says what the token lacks and what it can do instead', () => {
    const onlyPkcs1 = new Set<number>([CKM.RSA_PKCS, CKM.SHA256_RSA_PKCS_PSS]);
    expect(() => chooseAlgorithm(rsa, onlyPkcs1, 'rsa-pss-sha256')).toThrow(
      /CKM_RSA_PKCS_PSS or CKM_RSA_X_509.*rsa-pkcs1-sha256/,
    );
    // "Hash and sign" wants the document, which never reaches the token.
    expect(() => chooseAlgorithm(p256, new Set([CKM.ECDSA_SHA256]))).toThrow(/does not offer CKM_ECDSA\./);
    expect(() => chooseAlgorithm(p256, everything, 'rsa-pss-sha256')).toThrow(/ecdsa-p256 cannot sign with/);
  });

  it.each([
    ['P-521', p521],
    ['RSA-1024', smallRsa],
  ])('refuses %s', (_name, key) => {
    expect(() => chooseAlgorithm(key, everything)).toThrow(
      expect.objectContaining({ code: 'token-key-unsupported' }),
    );
  });
});

describe('signingMechanism', () => {
  it('pads PSS itself only where the token has nothing but raw RSA', () => {
    expect(signingMechanism('rsa-pss-sha256', everything)?.input).toBe('digest');
    expect(signingMechanism('rsa-pss-sha256', new Set([CKM.RSA_X_509]))?.input).toBe('pss-block');
    expect(signingMechanism('rsa-pss-sha256', new Set([CKM.RSA_PKCS]))).toBeNull();
  });

  it('is the only gate to what a key can do', () => {
    expect(usableAlgorithms(rsa, new Set([CKM.ECDSA]))).toEqual([]);
    expect(usableAlgorithms(rsa, everything)).toHaveLength(6);
  });
});
