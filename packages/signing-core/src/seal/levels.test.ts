import { beforeAll, describe, expect, it } from 'vitest';
import { type DigestSigner, SIGNATURE_ALGORITHMS } from '../keys/digest-signer.js';
import { collectValidationData } from '../long-term/collect-validation-data.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { serialise } from '../pdf/serialise.js';
import { listSignatureFields } from '../pdf/signature-fields.js';
import { samplePdf, softwareSigner } from '../testing/index.js';
import { createTestTrust, type TestTrust } from '../testing/test-trust.js';
import { createTimestamper } from '../timestamp/create-timestamper.js';
import type { Timestamper } from '../timestamp/token.js';
import { verifyPdf } from '../verify/verify-pdf.js';
import { addDocumentTimestamp } from './add-document-timestamp.js';
import { addValidationData } from './add-validation-data.js';
import { extendPdf } from './extend-pdf.js';
import { sealPdf } from './seal-pdf.js';
import type { ExtendTarget } from './stages.js';

let trust: TestTrust;
let signer: DigestSigner;
let timestamper: Timestamper;
let target: (level: ExtendTarget['level']) => ExtendTarget;

const options = () => ({ name: 'Acme', reason: 'Sealed', signedAt: new Date() });

beforeAll(async () => {
  trust = await createTestTrust();
  signer = await trust.createSigner();
  const trustedRootsPem = [trust.trustedRootPem];
  timestamper = createTimestamper([trust.timestampAuthority], { trustedRootsPem });
  const source = trust.revocationSource;
  const collect = (pdf: Uint8Array) =>
    collectValidationData(pdf, { trustedRootsPem, source, at: new Date() });
  target = (level) => ({ level, timestamper, collect });
});

/** Verdict, and the level of each signature. */
async function judge(pdf: Uint8Array): Promise<string> {
  const report = await verifyPdf(pdf, { trustedRootsPem: [trust.trustedRootPem] });
  const levels = report.signatures.map(({ kind, level }) => (kind === 'signature' ? level : 'DTS'));
  return [report.verdict, ...levels].join(' ');
}

const startsWith = (bytes: Uint8Array, prefix: Uint8Array): boolean =>
  Buffer.compare(bytes.subarray(0, prefix.length), prefix) === 0;

const storeOf = (pdf: Uint8Array): string => {
  const reader = new PdfReader(pdf);
  return serialise(reader.dictAt(reader.catalog, 'DSS'));
};

describe('every algorithm', () => {
  it.each(SIGNATURE_ALGORITHMS)('%s is sealed and verified', async (algorithm) => {
    const key = await softwareSigner({ algorithm, rsaModulusBits: 2048 });
    const sealed = await sealPdf(samplePdf(), options(), key);
    const report = await verifyPdf(sealed, { trustedRootsPem: [key.trustedRootPem] });
    expect(report.verdict).toBe('valid');
  });
});

describe('a level', () => {
  it.each([
    ['B-T', 'valid B-T'],
    ['B-LT', 'valid B-LT'],
    ['B-LTA', 'valid B-LTA DTS'],
  ] as const)('%s is reached while sealing', async (level, expected) => {
    const pdf = samplePdf({ crossReference: level === 'B-LT' ? 'stream' : 'table' });
    const sealed = await sealPdf(pdf, options(), signer, target(level));
    expect(startsWith(sealed, pdf)).toBe(true);
    expect(await judge(sealed)).toBe(expected);
  });

  it.each([
    ['B-T', 'valid B-T DTS', ['document-timestamp']],
    ['B-LT', 'valid B-LT DTS', ['document-timestamp', 'validation-data']],
    ['B-LTA', 'valid B-LTA DTS DTS', ['document-timestamp', 'validation-data', 'document-timestamp']],
  ] as const)('%s is reached later, the first signature stays', async (level, expected, added) => {
    const sealed = await sealPdf(samplePdf(), options(), signer);
    const extended = await extendPdf(sealed, target(level));
    expect(extended.added).toEqual(added);
    expect(extended.previousLength).toBe(sealed.length);
    expect(startsWith(extended.bytes, sealed)).toBe(true);
    expect(await judge(extended.bytes)).toBe(expected);
  });

  it('is renewed by new evidence and a new timestamp', async () => {
    const sealed = await sealPdf(samplePdf(), options(), signer, target('B-LTA'));
    const renewed = await extendPdf(sealed, target('B-LTA'));
    expect(renewed.added.at(-1)).toBe('document-timestamp');
    expect(await judge(renewed.bytes)).toBe('valid B-LTA DTS DTS');
  });

  it('is reached by a second signature too: newer evidence comes behind it', async () => {
    const first = await sealPdf(samplePdf(), options(), signer, target('B-LT'));
    await new Promise((resolve) => setTimeout(resolve, 1100)); // lists and timestamps count whole seconds
    const second = await sealPdf(first, options(), signer, target('B-LT'));
    const text = Buffer.from(second);
    expect(text.lastIndexOf('/Type /DSS')).toBeGreaterThan(text.lastIndexOf('/Type /Sig '));
    expect(await judge(second)).toBe('valid B-LT B-LT');
    expect((await extendPdf(second, target('B-LT'))).added).toEqual([]);
  });

  it('costs no revision when it is there', async () => {
    const sealed = await sealPdf(samplePdf(), options(), signer, target('B-LT'));
    const again = await extendPdf(sealed, target('B-LT'));
    expect(again.added).toEqual([]);
    expect(again.bytes).toBe(sealed);
  });

  it('can be reached on a document certified against changes', async () => {
    const certified = await sealPdf(samplePdf(), { ...options(), certify: 1 }, signer);
    expect(await judge((await extendPdf(certified, target('B-LTA'))).bytes)).toBe('valid B-LTA DTS DTS');
  });

  it('keeps certification, approvals and a last lock valid', async () => {
    const certified = await sealPdf(samplePdf({ form: 'indirect' }), { ...options(), certify: 2 }, signer);
    const approved = await sealPdf(certified, options(), signer, target('B-T'));
    const locked = { ...options(), lock: { action: 'all' as const } };
    const last = await sealPdf(approved, locked, signer, target('B-LTA'));
    expect(await judge(last)).toBe('valid B-LTA B-LTA B-LTA DTS');
  });

  it('needs a signature, and somebody who collects', async () => {
    const invalid = { code: 'seal-option-invalid' };
    await expect(extendPdf(samplePdf(), target('B-T'))).rejects.toMatchObject(invalid);
    const alone = { level: 'B-LT' as const, timestamper };
    await expect(sealPdf(samplePdf(), options(), signer, alone)).rejects.toMatchObject(invalid);
    const sealed = await sealPdf(samplePdf(), options(), signer);
    await expect(extendPdf(sealed, alone)).rejects.toMatchObject(invalid);
  });

  it('is not claimed when an authority or a source fails', async () => {
    const down = new Error('down');
    const failing: ExtendTarget = { ...target('B-LT'), collect: () => Promise.reject(down) };
    await expect(sealPdf(samplePdf(), options(), signer, failing)).rejects.toBe(down);
    const silent: ExtendTarget = { ...target('B-T'), timestamper: () => Promise.reject(down) };
    await expect(sealPdf(samplePdf(), options(), signer, silent)).rejects.toBe(down);
  });
});

describe('a timestamp', () => {
  it('that does not fit gets a larger container, in seal and document timestamp', async () => {
    let asked = 0;
    const counting: Timestamper = (imprint) => {
      asked++;
      return timestamper(imprint);
    };
    const small = { ...options(), contentsByteLength: 1500 };
    const sealed = await sealPdf(samplePdf(), small, signer, { level: 'B-T', timestamper: counting });
    expect(asked).toBe(2);
    const stamped = await addDocumentTimestamp(sealed, counting, { timestampByteLength: 10 });
    expect(asked).toBe(4);
    expect(await judge(stamped.bytes)).toBe('valid B-T DTS');
    expect(stamped.bytes.length - sealed.length).toBeLessThan(8000);
  });

  it('that keeps growing is refused, never cut', async () => {
    let length = 9000;
    const growing: Timestamper = async (imprint) => {
      const token = await timestamper(imprint);
      length += 9000;
      return { ...token, der: new Uint8Array(length) };
    };
    const sealed = await sealPdf(samplePdf(), options(), signer);
    const tooSmall = { code: 'seal-container-too-small' };
    await expect(addDocumentTimestamp(sealed, growing)).rejects.toMatchObject(tooSmall);
    const asked: ExtendTarget = { level: 'B-T', timestamper: growing };
    await expect(sealPdf(samplePdf(), options(), signer, asked)).rejects.toMatchObject(tooSmall);
  });

  it('over something else, or after the certificate ended, is refused', async () => {
    const other: Timestamper = (imprint) => timestamper({ ...imprint, digest: new Uint8Array(32) });
    const sealed = await sealPdf(samplePdf(), options(), signer);
    await expect(addDocumentTimestamp(sealed, other)).rejects.toMatchObject({ code: 'timestamp-invalid' });
    const late: Timestamper = async (imprint) => ({
      ...(await timestamper(imprint)),
      time: new Date('2099-01-01'),
    });
    const asked: ExtendTarget = { level: 'B-T', timestamper: late };
    await expect(sealPdf(samplePdf(), options(), signer, asked)).rejects.toMatchObject({
      code: 'signer-invalid',
    });
  });
});

describe('the security store', () => {
  const der = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
  const data = (certificates: string[], crls: string[] = []) => ({
    certificatesDer: certificates.map(der),
    crlsDer: crls.map(der),
    ocspResponsesDer: [],
  });

  it('grows, holds nothing twice, and keeps what others put there', () => {
    const pdf = samplePdf({
      catalog: '/DSS 50 0 R',
      extraObjects: [
        '<</Certs 51 0 R /VRI <</AB <</Cert [52 0 R]>>>>>>',
        '[52 0 R]',
        '<</Length 3>>\nstream\nold\nendstream',
      ],
    });
    const first = addValidationData(pdf, data(['old', 'new', 'new'], ['list']));
    expect(first.added).toEqual(['validation-data']);
    expect(storeOf(first.bytes)).toMatch(
      /^<<\/Certs \[52 0 R \d+ 0 R\] \/VRI <<\/AB <<\/Cert \[52 0 R\]>>>> \/CRLs \[\d+ 0 R\]>>$/,
    );
    const second = addValidationData(first, data(['new', 'old'], ['list']));
    expect(second.added).toEqual([]);
    expect(second.bytes).toBe(first.bytes);
  });

  it('may stand in the catalogue itself', () => {
    const pdf = samplePdf({ catalog: '/DSS <</Type /DSS>>' });
    const { bytes } = addValidationData(pdf, data(['new']));
    expect(serialise(new PdfReader(bytes).catalog)).toMatch(/\/DSS <<\/Type \/DSS \/Certs \[\d+ 0 R\]>>/);
  });

  it('is not stopped by a certificate that carries the words of a PDF', () => {
    const hostile = 'x\nendstream\nendobj\nstartxref\n0\n%%EOF\n';
    const { bytes } = addValidationData(samplePdf(), data([hostile, 'plain']));
    expect(addValidationData(bytes, data([hostile])).added).toEqual([]);
    expect(Buffer.from(bytes).toString('latin1')).not.toContain(hostile);
    expect(Buffer.from(bytes).toString('latin1')).toContain('stream\nplain\nendstream');
  });

  it('is a revision a document timestamp can follow', async () => {
    const sealed = await sealPdf(samplePdf(), options(), signer);
    const stored = addValidationData(sealed, data(['new']));
    const { bytes } = await addDocumentTimestamp(stored, timestamper);
    const fields = listSignatureFields(new PdfReader(bytes)).map(({ fieldName }) => fieldName);
    expect(fields).toEqual(['Seal1', 'Timestamp1']);
  });
});
