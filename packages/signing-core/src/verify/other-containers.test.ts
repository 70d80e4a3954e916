import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readOctets } from '../asn1/asn1-reader.js';
import { implicitSetOf, octetString, oid, sequence } from '../asn1/der.js';
import { ATTRIBUTE_OID, OID } from '../asn1/object-identifiers.js';
import { type ParsedCms, parseCms } from '../cms/parse-signed-data.js';
import { indexOfBytes } from '../runtime/bytes.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { type SoftwareSigner, samplePdf, softwareSigner } from '../testing/index.js';
import { attribute, type HandRecipe, signByHand } from '../testing/signed-by-hand.js';
import { checkCms } from './check-cms.js';
import { Checklist } from './report.js';
import { verifyPdf } from './verify-pdf.js';

const options = { name: 'Acme', reason: '', signedAt: new Date('2026-03-01T12:00:00Z') };

let signer: SoftwareSigner;

beforeAll(async () => {
  signer = await softwareSigner();
});

const byHand = async (recipe: HandRecipe) =>
  verifyPdf(await signByHand(signer, recipe), { trustedRootsPem: [signer.trustedRootPem] });
const replacing = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
const adding = (type: string, value: Uint8Array) => (items: Uint8Array[]) => [
  ...items,
  attribute(type, value),
];

describe('a container as other programs write it', () => {
  it('may name its signer by key, in either version of the container', async () => {
    const report = await byHand({ byKeyIdentifier: true });
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ integrity: 'intact', level: 'B-B' }] });
  });

  it('may hold a revocation list of ten thousand parts', async () => {
    const list = sequence(...Array.from({ length: 15_000 }, () => Buffer.of(5, 0)));
    const report = await byHand({ attributes: adding(ATTRIBUTE_OID.adobeRevocationInfo, list) });
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ integrity: 'intact', level: null }] });
  });

  it('may hold an attribute twice that means nothing to anybody else', async () => {
    const twice = [attribute('1.2.3.4', sequence()), attribute('1.2.3.4', octetString(Buffer.of(1)))];
    expect((await byHand({ trailing: [implicitSetOf(1, twice)] })).verdict).toBe('valid');
    expect((await byHand({ attributes: (items) => [...items, ...twice] })).verdict).toBe('valid');
  });

  it.each([
    ATTRIBUTE_OID.contentType,
    ATTRIBUTE_OID.messageDigest,
    ATTRIBUTE_OID.signingTime,
    ATTRIBUTE_OID.signingCertificateV2,
    ...Object.values(ATTRIBUTE_OID),
  ])('may not hold the signed attribute %s twice', async (type) => {
    const twice = [attribute(type, sequence()), attribute(type, octetString(Buffer.of(1)))];
    const report = await byHand({
      attributes: (items) => [...items.filter((item) => indexOfBytes(item, oid(type)) < 0), ...twice],
    });
    expect(report.checks).toContainEqual(
      expect.objectContaining({
        id: 'signature-1.container',
        state: 'fail',
        detail: 'A signed attribute is there twice.',
      }),
    );
  });

  it('may lack signed attributes over what is enclosed, in the format that encloses', async () => {
    const dictionary = replacing('/ETSI.CAdES.detached', '/adbe.pkcs7.sha1    ');
    const oldest = { dictionary, withoutAttributes: true };
    const enclosed = (documentSha1: Uint8Array) => documentSha1;
    const report = await byHand({ ...oldest, enclosed });
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ integrity: 'intact', level: null }] });
    expect(report.checks).toContainEqual(
      expect.objectContaining({ id: 'signature-1.signed-attributes', state: 'warn' }),
    );
    const container = expect.objectContaining({ id: 'signature-1.container', state: 'fail' });
    const other = await byHand({ ...oldest, enclosed: () => new Uint8Array(20) });
    expect(other.checks).toContainEqual(container);
    expect((await byHand(oldest)).checks).toContainEqual(container);
    const detached = replacing('/ETSI.CAdES.detached', '/adbe.pkcs7.detached');
    expect((await byHand({ ...oldest, dictionary: detached, enclosed })).checks).toContainEqual(container);
    // Signed with the attributes of before, and stripped of them: the value is over something else.
    const stripped = await byHand({ ...oldest, enclosed, valueOverAttributes: true });
    expect(stripped.checks).toContainEqual(
      expect.objectContaining({ id: 'signature-1.signature', state: 'fail' }),
    );
  });

  it('may not name a signature algorithm as its digest', async () => {
    const report = await byHand({ digestAlgorithmOid: OID.sha256WithRsa });
    expect(report.checks).toContainEqual(
      expect.objectContaining({ id: 'signature-1.algorithm', state: 'fail' }),
    );
  });

  describe('that names its certificate by SHA-1', () => {
    const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest();
    const certificate = () => Buffer.from(signer.certificateChainDer[0] ?? '');
    const dictionary = replacing('/ETSI.CAdES.detached', '/adbe.pkcs7.detached');
    const named = (type: string, ...certId: Uint8Array[]) => ({
      attributes: (items: Uint8Array[]) => [
        ...items.filter((item) => indexOfBytes(item, oid(ATTRIBUTE_OID.signingCertificateV2)) < 0),
        attribute(type, sequence(sequence(sequence(...certId)))),
      ],
    });
    const first = (hash: Uint8Array) => named(ATTRIBUTE_OID.signingCertificate, octetString(hash));
    const second = (hash: Uint8Array) =>
      named(ATTRIBUTE_OID.signingCertificateV2, sequence(oid('1.3.14.3.2.26')), octetString(hash));
    const refused = expect.objectContaining({ id: 'signature-1.signing-certificate', state: 'fail' });

    it('holds in version 1, is said, and is not baseline', async () => {
      const early = await byHand(first(sha1(certificate())));
      expect(early).toMatchObject({ verdict: 'valid', signatures: [{ integrity: 'intact', level: null }] });
      expect(early.signatures[0]?.findings.map(({ code }) => code)).toContain('not-baseline');
      const older = await byHand({ ...first(sha1(certificate())), dictionary });
      expect(older.verdict).toBe('valid');
      for (const { checks } of [early, older])
        expect(checks).toContainEqual(
          expect.objectContaining({ id: 'signature-1.signing-certificate-version', state: 'warn' }),
        );
    });

    it('holds in version 2 in the older format, never in PAdES', async () => {
      expect((await byHand({ ...second(sha1(certificate())), dictionary })).verdict).toBe('valid');
      expect((await byHand(second(sha1(certificate())))).checks).toContainEqual(refused);
    });

    it('is refused when it names another', async () => {
      const other = sha1(Buffer.from('another certificate'));
      expect((await byHand(first(other))).checks).toContainEqual(refused);
      expect((await byHand({ ...second(other), dictionary })).checks).toContainEqual(refused);
    });
  });
});

describe('an algorithm nobody here can compute', () => {
  const ed448 = sequence(oid('1.3.101.113'));
  const sealed = async () => {
    const bytes = await sealPdf(samplePdf(), options, signer);
    const { signatures } = await verifyPdf(bytes, { trustedRootsPem: [] });
    const [, gapStart = 0, gapEnd = 0] = signatures[0]?.byteRange ?? [];
    const hex = Buffer.from(bytes.subarray(gapStart + 1, gapEnd - 1)).toString('latin1');
    const cms = parseCms(Buffer.from(hex, 'hex'));
    const [digest] = cms.attributes.get(ATTRIBUTE_OID.messageDigest) ?? [];
    return { cms, digest: readOctets(digest) };
  };
  /** A curve of which nothing but the name is known here (prime192v2); the certificate names no attribute. */
  const otherCurve = (cms: ParsedCms): ParsedCms => {
    const certificate = Buffer.from(cms.signerCertificateDer);
    const at = certificate.indexOf('2a8648ce3d030107', 'hex');
    certificate.write('2a8648ce3d030102', at, 'hex');
    const attributes = new Map(cms.attributes);
    attributes.delete(ATTRIBUTE_OID.signingCertificateV2);
    return { ...cms, signerCertificateDer: certificate, attributes };
  };

  it.each<[string, (cms: ParsedCms) => ParsedCms]>([
    ['of the signature', (cms) => ({ ...cms, signatureAlgorithmDer: ed448 })],
    ['of the key', otherCurve],
  ])('%s leaves the signature open, and a changed document is broken', async (_, change) => {
    const { cms, digest } = await sealed();
    const judge = (documentDigest: Uint8Array) =>
      checkCms(
        change(cms),
        { digestOf: async () => documentDigest, read: () => Buffer.of() },
        false,
        new Checklist(),
      );
    expect(await judge(digest)).toBe('unsupported');
    expect(await judge(new Uint8Array(32))).toBe('broken');
  });
});
