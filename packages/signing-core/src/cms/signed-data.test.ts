import * as asn1js from 'asn1js';
import { describe, expect, it } from 'vitest';
import { oid, setOf, smallInteger } from '../asn1/der.js';
import { ATTRIBUTE_OID, OID } from '../asn1/object-identifiers.js';
import { softwareSigner } from '../testing/index.js';
import { encodeSignedData } from './encode-signed-data.js';
import { isSortedSet, parseCms } from './parse-signed-data.js';
import { readSealCertificate } from './seal-certificate.js';
import { bytesToSign, signedAttributes } from './signed-data.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('DER', () => {
  it('encodes object identifiers with long arcs', () => {
    expect(hex(oid(OID.signedData))).toBe('06092a864886f70d010702');
    expect(hex(oid(OID.sha256))).toBe('0609608648016503040201');
  });

  it('sorts sets by their encodings', () => {
    expect(hex(setOf([smallInteger(3), smallInteger(1), smallInteger(2)]))).toBe('3109020101020102020103');
  });
});

describe('signed data', () => {
  it('signs exactly the PAdES baseline attributes, sorted, and no signing time', async () => {
    const signer = await softwareSigner();
    const certificate = readSealCertificate(signer);
    const attributes = signedAttributes(Buffer.alloc(32, 7), certificate.der);
    const message = bytesToSign(attributes);
    expect(isSortedSet(message)).toBe(true);
    const cms = encodeSignedData({
      attributes,
      signature: Buffer.alloc(70, 1),
      algorithm: signer.algorithm,
      signerCertificate: certificate,
      certificateChainDer: signer.certificateChainDer,
    });
    const parsed = parseCms(cms);
    expect([...parsed.attributes.keys()].sort()).toEqual(
      [ATTRIBUTE_OID.contentType, ATTRIBUTE_OID.messageDigest, ATTRIBUTE_OID.signingCertificateV2].sort(),
    );
    expect(hex(parsed.signedAttributesDer ?? Buffer.of())).toBe(hex(message));
    expect(parsed.certificatesDer).toHaveLength(2);
  });

  it('is one definite DER value', async () => {
    const signer = await softwareSigner({ algorithm: 'rsa-pkcs1-sha256' });
    const certificate = readSealCertificate(signer);
    const cms = encodeSignedData({
      attributes: signedAttributes(Buffer.alloc(32), certificate.der),
      signature: Buffer.alloc(384, 1),
      algorithm: signer.algorithm,
      signerCertificate: certificate,
      certificateChainDer: signer.certificateChainDer,
    });
    expect(asn1js.fromBER(cms).offset).toBe(cms.length);
  });

  it.each([
    ['an algorithm that is not the key’s', { algorithm: 'rsa-pkcs1-sha256' as const }],
    ['no certificate', { certificateChainDer: [] }],
    ['a certificate that cannot be read', { certificateChainDer: [Buffer.from('nonsense')] }],
  ])('refuses a signer with %s', async (_, change) => {
    const signer = { ...(await softwareSigner()), ...change };
    expect(() => readSealCertificate(signer)).toThrowError(
      expect.objectContaining({ code: 'signer-invalid' }),
    );
  });
});
