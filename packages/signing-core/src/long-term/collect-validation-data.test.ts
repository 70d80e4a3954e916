import { beforeAll, describe, expect, it } from 'vitest';
import { issueDevelopmentCrl } from '../keys/development-services.js';
import type { DigestSigner } from '../keys/digest-signer.js';
import { createEphemeralSigner } from '../keys/ephemeral-signer.js';
import { importSigningKeyPem } from '../keys/issue-certificate.js';
import { equalBytes } from '../runtime/bytes.js';
import { addDocumentTimestamp } from '../seal/add-document-timestamp.js';
import { addValidationData } from '../seal/add-validation-data.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { samplePdf } from '../testing/sample-pdf.js';
import { TestIdentity } from '../testing/test-authority.js';
import { createTestTrust, type TestTrust } from '../testing/test-trust.js';
import { createTimestamper } from '../timestamp/create-timestamper.js';
import type { Timestamper } from '../timestamp/token.js';
import { verifyPdf } from '../verify/verify-pdf.js';
import { parseCertificate } from '../x509/certificate.js';
import { parseCrl } from '../x509/parse-crl.js';
import { readPemBlocks } from '../x509/read-pem.js';
import type { RevocationSource } from '../x509/revocation-source.js';
import { type CollectOptions, collectValidationData } from './collect-validation-data.js';

let trust: TestTrust;
let signer: DigestSigner;
let timestamper: Timestamper;

beforeAll(async () => {
  trust = await createTestTrust();
  signer = await trust.createSigner();
  timestamper = createTimestamper([trust.timestampAuthority], { trustedRootsPem: [trust.trustedRootPem] });
});

const collect = (pdf: Uint8Array, more: Partial<CollectOptions> = {}) =>
  collectValidationData(pdf, {
    trustedRootsPem: [trust.trustedRootPem],
    source: trust.revocationSource,
    at: new Date(),
    ...more,
  });

const seal = (pdf: Uint8Array, by = signer, level: 'B-T' | 'B-LT' | 'B-LTA' = 'B-T') =>
  sealPdf(pdf, { name: 'Ada', reason: 'Agreement', signedAt: new Date() }, by, {
    level,
    timestamper,
    collect,
  });

const NOTHING: RevocationSource = { find: async () => ({ crlsDer: [], ocspResponsesDer: [] }) };

function counting(source: RevocationSource): { source: RevocationSource; asked: string[] } {
  const asked: string[] = [];
  const find: RevocationSource['find'] = (query) => {
    asked.push(parseCertificate(query.certificateDer).displayName);
    return source.find(query);
  };
  return { source: { find }, asked };
}

describe('collectValidationData', () => {
  it('gathers the chains and lists of signer and timestamp authority, nothing twice', async () => {
    const { source, asked } = counting(trust.revocationSource);
    const data = await collect(await seal(samplePdf()), { source });
    const names = data.certificatesDer.map((der) => parseCertificate(der).displayName).sort();
    expect(names).toEqual(['Test Issuing', 'Test Root', 'Test Seal', 'Test Timestamp Authority']);
    const issuers = data.crlsDer.map((der) => parseCrl(der).issuer.attributes.at(-1)?.text).sort();
    expect(issuers).toEqual(['Test Issuing', 'Test Root']);
    // One list settles both certificates below the issuing one.
    expect(asked).toEqual(['Test Seal', 'Test Issuing']);
  });

  it('reaches B-LTA with it, and asks again only for the newest timestamp when that is renewed', async () => {
    const sealed = await seal(samplePdf(), signer, 'B-LTA');
    const report = await verifyPdf(sealed, { trustedRootsPem: [trust.trustedRootPem] });
    expect(report.verdict).toBe('valid');
    expect(report.signatures[0]).toMatchObject({ level: 'B-LTA', revocation: 'good' });
    const again = counting(trust.revocationSource);
    const data = await collect(sealed, { source: again.source });
    const renewed = await addDocumentTimestamp(addValidationData(sealed, data).bytes, timestamper);
    expect(again.asked.length).toBeLessThanOrEqual(1);
    const later = await verifyPdf(renewed.bytes, { trustedRootsPem: [trust.trustedRootPem] });
    expect(later.verdict).toBe('valid');
  });

  it('names the certificate that lacks something', async () => {
    const sealed = await seal(samplePdf());
    await expect(collect(sealed, { source: NOTHING })).rejects.toThrowError(
      expect.objectContaining({
        code: 'validation-data-incomplete',
        message: expect.stringMatching(
          /"Test Seal" of the signature ".+" cannot be proven: No revocation list/,
        ),
      }),
    );
    const down: RevocationSource = { find: () => Promise.reject(new Error('no way out')) };
    await expect(collect(sealed, { source: down })).rejects.toThrowError(
      expect.objectContaining({ code: 'validation-data-incomplete' }),
    );
    await expect(collect(sealed, { trustedRootsPem: [] })).rejects.toThrow('does not lead to a trusted root');
  });

  it('takes no old list for an answer', async () => {
    const sealed = await seal(samplePdf());
    const thisUpdate = new Date(Date.now() - 1_800_000);
    const nextUpdate = new Date(Date.now() - 600_000);
    const crlPem = await issueDevelopmentCrl(trust.authority, { thisUpdate, nextUpdate });
    const crlsDer = readPemBlocks(crlPem + trust.authority.rootCrlPem, 'X509 CRL');
    const source: RevocationSource = { find: async () => ({ crlsDer, ocspResponsesDer: [] }) };
    await expect(collect(sealed, { source })).rejects.toThrow('is too old');
  });

  it('refuses to protect a signature of a revoked certificate', async () => {
    const sealed = await seal(samplePdf());
    const [leaf = new Uint8Array()] = signer.certificateChainDer;
    const { serialNumberHex } = parseCertificate(leaf);
    const thisUpdate = new Date();
    const crlPem = await issueDevelopmentCrl(trust.authority, {
      thisUpdate,
      nextUpdate: new Date(thisUpdate.getTime() + 3_600_000),
      revoked: [{ serialNumberHex, revokedAt: new Date(Date.now() - 600_000), reasonCode: 1 }],
    });
    const crlsDer = readPemBlocks(crlPem + trust.authority.rootCrlPem, 'X509 CRL');
    const source: RevocationSource = { find: async () => ({ crlsDer, ocspResponsesDer: [] }) };
    await expect(collect(sealed, { source })).rejects.toThrowError(
      expect.objectContaining({
        code: 'certificate-revoked',
        message: expect.stringContaining('key compromise'),
      }),
    );
  });

  it('takes OCSP answers, with the responder that signed them', async () => {
    const [issuingDer = new Uint8Array()] = readPemBlocks(
      trust.authority.issuingCertificatePem,
      'CERTIFICATE',
    );
    const privateKey = await importSigningKeyPem(trust.authority.issuingKeyPem);
    const issuing = new TestIdentity(issuingDer, { privateKey, publicKey: privateKey });
    const dates = { notBefore: new Date(Date.now() - 600_000), notAfter: new Date(Date.now() + 600_000) };
    const role = { authority: false, use: 'ocsp-responder' } as const;
    const responder = await issuing.issue({ commonName: 'Responder', role, ...dates });
    const crlsDer = readPemBlocks(trust.authority.rootCrlPem, 'X509 CRL');
    const source: RevocationSource = {
      find: async ({ certificateDer, issuerDer }) => {
        if (!equalBytes(issuerDer, issuingDer)) return { crlsDer, ocspResponsesDer: [] };
        const certificate = parseCertificate(certificateDer);
        const answer = { certificate, responder, thisUpdate: new Date(), nextUpdate: dates.notAfter };
        return { crlsDer: [], ocspResponsesDer: [await issuing.ocsp(answer)] };
      },
    };
    const sealed = await seal(samplePdf());
    const data = await collect(sealed, { source });
    expect(data.ocspResponsesDer).toHaveLength(2);
    expect(data.crlsDer).toHaveLength(1);
    expect(data.certificatesDer.map((der) => parseCertificate(der).displayName)).toContain('Responder');
    const extended = await addDocumentTimestamp(addValidationData(sealed, data).bytes, timestamper);
    const report = await verifyPdf(extended.bytes, { trustedRootsPem: [trust.trustedRootPem] });
    expect(report.verdict).toBe('valid');
    expect(report.signatures[0]?.revocation).toBe('good');
  });

  it('leaves earlier signatures of strangers as they are, and never asks about them', async () => {
    const stranger = await createEphemeralSigner({ commonName: 'Stranger' });
    const theirs = await sealPdf(samplePdf(), { name: 'S', reason: 'R', signedAt: new Date() }, stranger);
    const { source, asked } = counting(trust.revocationSource);
    const data = await collect(await seal(theirs), { source });
    expect(asked).not.toContain('Stranger');
    expect(data.certificatesDer.map((der) => parseCertificate(der).displayName)).not.toContain('Stranger');
    await expect(collect(await seal(samplePdf(), stranger))).rejects.toThrow('"Stranger" of the signature');
  });
});
