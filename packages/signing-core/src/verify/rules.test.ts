import { beforeAll, describe, expect, it } from 'vitest';
import { implicitSetOf, octetString, oid, sequence, smallInteger } from '../asn1/der.js';
import { ATTRIBUTE_OID } from '../asn1/object-identifiers.js';
import { parseCms } from '../cms/parse-signed-data.js';
import { SIGNATURE_ALGORITHMS } from '../keys/digest-signer.js';
import { indexOfBytes } from '../runtime/bytes.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { type SoftwareSigner, samplePdf, softwareSigner } from '../testing/index.js';
import { attribute, type HandRecipe, signByHand } from '../testing/signed-by-hand.js';
import { checkCms } from './check-cms.js';
import { Checklist } from './report.js';
import { verifyPdf } from './verify-pdf.js';

const options = { name: 'Acme', reason: 'Sealed', signedAt: new Date('2026-03-01T12:00:00Z') };

let signer: SoftwareSigner;

beforeAll(async () => {
  signer = await softwareSigner();
});

const verify = (bytes: Uint8Array) => verifyPdf(bytes, { trustedRootsPem: [signer.trustedRootPem] });
const failed = async (bytes: Uint8Array) =>
  (await verify(bytes)).checks.filter(({ state }) => state === 'fail').map(({ id }) => id);
const byHand = async (recipe: HandRecipe) => verify(await signByHand(signer, recipe));
const replacing = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
const adding = (type: string, value: Uint8Array) => (items: Uint8Array[]) => [
  ...items,
  attribute(type, value),
];

describe('every algorithm of ours', () => {
  it.each(SIGNATURE_ALGORITHMS)('%s is valid and B-B', async (algorithm) => {
    const own = await softwareSigner({ algorithm });
    const report = await verifyPdf(await sealPdf(samplePdf(), options, own), {
      trustedRootsPem: [own.trustedRootPem],
    });
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ level: 'B-B', integrity: 'intact' }] });
    expect(report.signatures[0]?.findings.map(({ code }) => code)).toEqual([
      'no-proven-time',
      'no-revocation-data',
    ]);
  });

  it('says that RSA-2048 ages', async () => {
    const own = await softwareSigner({ algorithm: 'rsa-pss-sha256', rsaModulusBits: 2048 });
    const sealed = await sealPdf(samplePdf(), options, own);
    const { signatures } = await verifyPdf(sealed, { trustedRootsPem: [own.trustedRootPem] });
    expect(signatures[0]?.findings.map(({ code }) => code)).toContain('ageing-key');
  });
});

describe('what takes a signature out of the baseline', () => {
  it.each<[string, HandRecipe]>([
    ['no /M', { dictionary: replacing('/M (D:', '/Z (D:') }],
    ['/Cert', { dictionary: replacing('/Name <', '/Cert <') }],
    ['no /Filter', { dictionary: replacing('/Filter /', '/Filtex /') }],
    [
      'a signing time',
      { attributes: adding(ATTRIBUTE_OID.signingTime, Buffer.from('170d3236303330313132303030305a', 'hex')) },
    ],
    [
      'a reason beside a commitment',
      { attributes: adding(ATTRIBUTE_OID.commitmentTypeIndication, sequence()) },
    ],
    ['a reason beside a policy', { attributes: adding(ATTRIBUTE_OID.signaturePolicyIdentifier, sequence()) }],
    [
      'both versions of signing-certificate',
      { attributes: adding(ATTRIBUTE_OID.signingCertificate, sequence()) },
    ],
    [
      'revocation data of the older format',
      { attributes: adding(ATTRIBUTE_OID.adobeRevocationInfo, sequence()) },
    ],
  ])('%s', async (_, recipe) => {
    const report = await byHand(recipe);
    expect(report.signatures[0]).toMatchObject({ integrity: 'intact', level: null });
    expect(report.signatures[0]?.findings.map(({ code }) => code)).toContain('not-baseline');
    expect(report.checks.filter(({ state }) => state === 'fail')).toEqual([]);
  });

  it('is not a commitment alone', async () => {
    const attributes = adding(ATTRIBUTE_OID.commitmentTypeIndication, sequence());
    const report = await byHand({ options: { reason: '' }, attributes });
    expect(report.signatures[0]?.level).toBe('B-B');
  });
});

describe('formats', () => {
  const subFilter = (to: string) => ({ dictionary: replacing('/ETSI.CAdES.detached', to) });

  it('of before PAdES are judged, with a note', async () => {
    const report = await byHand(subFilter('/adbe.pkcs7.detached'));
    expect(report).toMatchObject({
      verdict: 'valid',
      signatures: [{ level: null, subFilter: 'adbe.pkcs7.detached' }],
    });
    expect(report.signatures[0]?.findings.map(({ code }) => code)).toContain('legacy-format');
  });

  it('of ICP-Brasil are judged, by the same cryptography', async () => {
    const named = (text: string) => text.replace('/ETSI.CAdES.detached', '/PBAD.PAdES         ');
    const report = await byHand({ dictionary: named });
    expect(report).toMatchObject({
      verdict: 'valid',
      signatures: [{ integrity: 'intact', level: null, subFilter: 'PBAD.PAdES' }],
    });
    const digest = attribute(ATTRIBUTE_OID.messageDigest, octetString(Buffer.alloc(32)));
    const attributes = (items: Uint8Array[]) => [
      ...items.filter((item) => indexOfBytes(item, oid(ATTRIBUTE_OID.messageDigest)) < 0),
      digest,
    ];
    expect((await byHand({ dictionary: named, attributes })).verdict).toBe('invalid');
  });

  it.each([
    ['nobody knows', subFilter('/ETSI.CAdES.detachee')],
    [
      'of a signature on what calls itself a timestamp',
      {
        dictionary: replacing('/Type /Sig /Filter /Adobe.PPKLite', '/Type /DocTimeStamp /Filter /PPKL'),
      },
    ],
    ['with another type', { dictionary: replacing('/Type /Sig ', '/Type /Foo ') }],
  ])('%s are invalid', async (_, recipe) => {
    const report = await byHand(recipe);
    expect(report.verdict).toBe('invalid');
    expect(report.checks).toContainEqual(
      expect.objectContaining({ id: 'signature-1.format', state: 'fail' }),
    );
  });

  it('of a timestamp on a signature make it a timestamp, which it is not', async () => {
    const report = await byHand(subFilter('/ETSI.RFC3161       '));
    expect(report).toMatchObject({
      verdict: 'invalid',
      signatures: [{ kind: 'document-timestamp', integrity: 'broken' }],
    });
  });

  it('whose handler is no name are invalid', async () => {
    const report = await byHand({
      dictionary: replacing('/Filter /Adobe.PPKLite', '/Filter (dobe.PPKLite)'),
    });
    expect(report.checks).toContainEqual(
      expect.objectContaining({ id: 'signature-1.dictionary', state: 'fail' }),
    );
  });
});

describe('the container', () => {
  it('may name no other digest for itself than for the document', async () => {
    const sealed = Buffer.from(await sealPdf(samplePdf(), options, signer)).toString('latin1');
    const sha256 = '06082a8648ce3d040302';
    const at = sealed.lastIndexOf(sha256);
    const mixed = `${sealed.slice(0, at)}06082a8648ce3d040304${sealed.slice(at + sha256.length)}`;
    expect(await failed(Buffer.from(mixed, 'latin1'))).toContain('signature-1.algorithm');
  });

  it.each([
    ['SHA-1', '1.3.14.3.2.26'],
    ['MD5', '1.2.840.113549.2.5'],
  ])('is refused when it uses %s', async (_, digestAlgorithm) => {
    const list = new Checklist();
    const cms = parseCms(await containerOf(await sealPdf(samplePdf(), options, signer)));
    const content = { digestOf: async () => new Uint8Array(20), read: () => Buffer.of() };
    expect(await checkCms({ ...cms, digestAlgorithm }, content, true, list)).toBe('broken');
    expect(list.checks).toMatchObject([{ id: 'algorithm', state: 'fail' }]);
  });

  it('may hold unsigned attributes nobody knows, which count for nothing', async () => {
    const report = await byHand({ trailing: [implicitSetOf(1, [attribute('1.2.3.4', sequence())])] });
    expect(report.verdict).toBe('valid');
    expect(report.signatures[0]?.findings.map(({ code }) => code)).toContain('unknown-unsigned-attribute');
  });

  it('may hold nothing else behind the signature value', async () => {
    const report = await byHand({ trailing: [smallInteger(7)] });
    expect(report.checks).toContainEqual(
      expect.objectContaining({ id: 'signature-1.container', state: 'fail' }),
    );
  });

  it('may enclose a digest only in the format that does', async () => {
    const dictionary = replacing('/ETSI.CAdES.detached', '/adbe.pkcs7.sha1    ');
    const report = await byHand({ dictionary, enclosed: (documentSha1) => documentSha1 });
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ integrity: 'intact', level: null }] });
    expect(report.signatures[0]?.findings.map(({ code }) => code)).toContain('weak-digest');
    const container = expect.objectContaining({ id: 'signature-1.container', state: 'fail' });
    expect((await byHand({ dictionary, enclosed: () => new Uint8Array(20) })).checks).toContainEqual(
      container,
    );
    expect((await byHand({ dictionary })).checks).toContainEqual(container);
    expect((await byHand({ enclosed: (documentSha1) => documentSha1 })).checks).toContainEqual(container);
  });
});

async function containerOf(sealed: Uint8Array): Promise<Uint8Array> {
  const { signatures } = await verify(sealed);
  const [, gapStart = 0, gapEnd = 0] = signatures[0]?.byteRange ?? [];
  return Buffer.from(Buffer.from(sealed.subarray(gapStart + 1, gapEnd - 1)).toString('latin1'), 'hex');
}
