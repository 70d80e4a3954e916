import { describe, expect, it } from 'vitest';
import { SIGNATURE_ALGORITHMS } from '../keys/digest-signer.js';
import { signatureAlgorithmIdentifier } from './signature-algorithm.js';
import { signedAttributes } from './signed-data.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('signature algorithms in DER', () => {
  /** As `openssl cms -sign` writes them: the same bytes, or other programs see another algorithm. */
  it.each([
    ['ecdsa-p256-sha256', '300a06082a8648ce3d040302'],
    ['ecdsa-p384-sha384', '300a06082a8648ce3d040303'],
    ['rsa-pkcs1-sha512', '300d06092a864886f70d01010d0500'],
    [
      'rsa-pss-sha256',
      '304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120',
    ],
    [
      'rsa-pss-sha512',
      '304106092a864886f70d01010a3034a00f300d06096086480165030402030500a11c301a06092a864886f70d010108300d06096086480165030402030500a203020140',
    ],
  ] as const)('%s', (algorithm, expected) => {
    expect(hex(signatureAlgorithmIdentifier(algorithm))).toBe(expected);
  });

  it('are all different but for the curve, which the key tells', () => {
    const identifiers = new Set(
      SIGNATURE_ALGORITHMS.map((algorithm) => hex(signatureAlgorithmIdentifier(algorithm))),
    );
    expect(identifiers.size).toBe(9);
  });
});

describe('the signing certificate attribute', () => {
  const certificate = Buffer.from('certificate');
  const sha = (digest: 'sha256' | 'sha384' | 'sha512'): string =>
    hex(Buffer.concat(signedAttributes(Buffer.alloc(32), certificate, digest)));

  it('names its digest, but for SHA-256, which DER leaves out as the default', () => {
    expect(sha('sha256')).not.toContain('0609608648016503040201');
    expect(sha('sha384')).toContain('300b0609608648016503040202' + '0430');
    expect(sha('sha512')).toContain('300b0609608648016503040203' + '0440');
  });
});
