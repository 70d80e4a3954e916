import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { Certificate } from 'pkijs';
import { describe, expect, it } from 'vitest';
import { issueDevelopmentChain } from './development-ca.js';

const names = {
  organisation: 'Ministry of Übersetzung, "Ltd" + Söhne',
  rootCommonName: 'Test Root',
  issuingCommonName: 'Test Issuing',
  sealCommonName: 'Test Seal',
};
const notBefore = new Date('2026-03-01T00:00:00Z');
const notAfter = new Date('2028-03-01T00:00:00Z');

async function issueFor(kind: 'ec' | 'rsa') {
  const pair =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      : generateKeyPairSync('rsa', { modulusLength: 3072 });
  const spkiDer = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }));
  return { spkiDer, chain: await issueDevelopmentChain({ spkiDer, names, notBefore, notAfter }) };
}

describe('issueDevelopmentChain', () => {
  it.each(['ec', 'rsa'] as const)('chains an %s seal certificate to the root', async (kind) => {
    const { spkiDer, chain } = await issueFor(kind);
    const root = new X509Certificate(chain.rootCertificatePem);
    const issuing = new X509Certificate(chain.issuingCertificatePem);
    const seal = new X509Certificate(chain.sealCertificatePem);

    expect(root.verify(root.publicKey)).toBe(true);
    expect(issuing.verify(root.publicKey)).toBe(true);
    expect(seal.verify(issuing.publicKey)).toBe(true);
    expect(seal.verify(root.publicKey)).toBe(false);
    expect(seal.checkIssued(issuing)).toBe(true);
    expect(new Uint8Array(seal.publicKey.export({ type: 'spki', format: 'der' }))).toEqual(spkiDer);
    expect([root.ca, issuing.ca, seal.ca]).toEqual([true, true, false]);
  });

  it('gives the seal certificate the profile of a seal and the dates asked for', async () => {
    const { chain } = await issueFor('ec');
    const seal = new X509Certificate(chain.sealCertificatePem);
    const extensions = Certificate.fromBER(new Uint8Array(seal.raw)).extensions ?? [];
    const keyUsage = extensions.find((each) => each.extnID === '2.5.29.15');

    expect(keyUsage?.critical).toBe(true);
    expect(Buffer.from(keyUsage?.extnValue.valueBlock.valueHexView ?? []).toString('hex')).toBe('030206c0');
    expect(extensions.map((each) => each.extnID).sort()).toEqual([
      '2.5.29.14',
      '2.5.29.15',
      '2.5.29.19',
      '2.5.29.35',
    ]);
    expect(new Date(seal.validFrom)).toEqual(notBefore);
    expect(new Date(seal.validTo)).toEqual(notAfter);
    expect(seal.subject).toBe(
      `O=${'Ministry of Übersetzung, "Ltd" + Söhne'.replace(/[,"+]/g, (sign) => `\\${sign}`)}\nCN=${names.sealCommonName}`,
    );
    expect(seal.toLegacyObject().subject).toMatchObject({ O: names.organisation, CN: names.sealCommonName });
  });

  it('never repeats a serial number and keeps it positive', async () => {
    const { chain } = await issueFor('ec');
    const serials = [chain.rootCertificatePem, chain.issuingCertificatePem, chain.sealCertificatePem].map(
      (certificate) => new X509Certificate(certificate).serialNumber,
    );
    expect(new Set(serials).size).toBe(3);
    for (const serial of serials) expect(Number.parseInt(serial.slice(0, 2), 16)).toBeLessThan(0x80);
  });
});
