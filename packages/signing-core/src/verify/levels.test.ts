import { beforeAll, describe, expect, it } from 'vitest';
import { addDocumentTimestamp } from '../seal/add-document-timestamp.js';
import { addValidationData } from '../seal/add-validation-data.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { createDatedTrust, type DatedTrust } from '../testing/dated-trust.js';
import { samplePdf } from '../testing/index.js';
import { NO_VALIDATION_DATA, type ValidationData } from '../x509/validation-data.js';
import { verifyPdf } from './verify-pdf.js';

const at = (text: string): Date => new Date(`${text}Z`);
const signedAt = at('2026-03-01T12:00:00');
const options = { name: 'Acme', reason: 'Sealed', signedAt };

let trust: DatedTrust;
let plain: Uint8Array;
let stamped: Uint8Array;
let data: ValidationData;

beforeAll(async () => {
  trust = await createDatedTrust({
    notBefore: at('2026-01-01T00:00:00'),
    notAfter: at('2027-01-01T00:00:00'),
  });
  plain = await sealPdf(samplePdf(), options, trust.signer);
  const timestamper = trust.stampAt(at('2026-03-01T12:00:05'));
  stamped = await sealPdf(samplePdf(), options, trust.signer, { level: 'B-T', timestamper });
  data = await trust.validationData(at('2026-03-01T11:00:00'));
});

const verify = (bytes: Uint8Array, roots = [trust.rootPem]) => verifyPdf(bytes, { trustedRootsPem: roots });
const levelOf = async (bytes: Uint8Array) => (await verify(bytes)).signatures[0]?.level;
const dss = (bytes: Uint8Array, added: ValidationData = data) => addValidationData(bytes, added).bytes;
const dts = async (bytes: Uint8Array, time: string) =>
  (await addDocumentTimestamp(bytes, trust.stampAt(at(time)))).bytes;

describe('level reached', () => {
  it('is B-B without a timestamp', async () => {
    expect(await levelOf(plain)).toBe('B-B');
    expect(await levelOf(dss(plain))).toBe('B-B');
  });

  it('is B-T with a timestamp of the signature, or one of the document after it', async () => {
    expect(await levelOf(stamped)).toBe('B-T');
    expect(await levelOf(await dts(plain, '2026-03-02T00:00:00'))).toBe('B-T');
  });

  it('is not B-T when the timestamp is younger than the certificate', async () => {
    const trustLater = await createDatedTrust(
      { notBefore: at('2026-01-01T00:00:00'), notAfter: at('2026-04-01T00:00:00') },
      { notBefore: at('2026-01-01T00:00:00'), notAfter: at('2028-01-01T00:00:00') },
    );
    const sealed = await sealPdf(samplePdf(), options, trustLater.signer);
    const late = (await addDocumentTimestamp(sealed, trustLater.stampAt(at('2026-05-01T00:00:00')))).bytes;
    const { signatures } = await verify(late, [trustLater.rootPem]);
    expect(signatures[0]).toMatchObject({ level: 'B-B', certificate: 'invalid' });
  });

  it('is B-LT with all that is needed to check it, and the file stays valid', async () => {
    const report = await verify(dss(stamped));
    expect(report.signatures[0]).toMatchObject({
      level: 'B-LT',
      revocation: 'good',
      modifications: 'permitted',
    });
    expect(report.verdict).toBe('valid');
  });

  it('is B-T when the lists are missing, or only too old ones are there', async () => {
    expect(await levelOf(dss(stamped, { ...data, crlsDer: [] }))).toBe('B-T');
    const old = await trust.validationData(at('2026-01-01T12:00:00'));
    const report = await verify(dss(stamped, old));
    expect(report.signatures[0]).toMatchObject({ level: 'B-T', revocation: 'unknown' });
    expect(report.verdict).toBe('indeterminate');
  });

  it('is B-T when the list of the root is missing: the chain is not settled to its end', async () => {
    const [issuing = new Uint8Array()] = data.crlsDer;
    expect(await levelOf(dss(stamped, { ...data, crlsDer: [issuing] }))).toBe('B-T');
  });

  it('is B-T until the timestamp authority can be checked as well', async () => {
    const validity = { notBefore: at('2026-01-01T00:00:00'), notAfter: at('2027-01-01T00:00:00') };
    const other = await createDatedTrust(validity);
    const timestamper = other.stampAt(at('2026-03-01T12:00:05'));
    const sealed = await sealPdf(samplePdf(), options, trust.signer, { level: 'B-T', timestamper });
    const roots = [trust.rootPem, other.rootPem];
    expect((await verify(dss(sealed), roots)).signatures[0]?.level).toBe('B-T');
    const both = dss(dss(sealed), await other.validationData(at('2026-03-01T11:00:00')));
    expect((await verify(both, roots)).signatures[0]?.level).toBe('B-LT');
  });

  it('is B-LTA with a document timestamp over that data', async () => {
    const report = await verify(await dts(dss(stamped), '2026-03-02T00:00:00'));
    expect(report.signatures).toMatchObject([
      { level: 'B-LTA', kind: 'signature', provenTime: { time: at('2026-03-01T12:00:05') } },
      { level: null, kind: 'document-timestamp', certificate: 'trusted', coverage: 'whole-file' },
    ]);
    expect(report.verdict).toBe('valid');
  });

  it('is only B-LT when the document timestamp came before the data', async () => {
    expect(await levelOf(dss(await dts(stamped, '2026-03-02T00:00:00')))).toBe('B-LT');
  });

  it('stays B-LTA when renewed', async () => {
    const sealed = await dts(dss(stamped), '2026-03-02T00:00:00');
    const newer = await trust.validationData(at('2026-06-01T00:00:00'));
    const report = await verify(await dts(dss(sealed, newer), '2026-06-01T10:00:00'));
    expect(report.signatures.map(({ level }) => level)).toEqual(['B-LTA', null, null]);
    expect(report.verdict).toBe('valid');
  });

  it('says what the file carries, whoever is trusted', async () => {
    const report = await verify(await dts(dss(stamped), '2026-03-02T00:00:00'), []);
    expect(report.verdict).toBe('indeterminate');
    expect(report.signatures[0]).toMatchObject({
      level: 'B-LTA',
      certificate: 'untrusted',
      provenTime: null,
    });
  });

  it('takes revocation data from the caller, without calling the file B-LT', async () => {
    const report = await verifyPdf(stamped, { trustedRootsPem: [trust.rootPem], validationData: data });
    expect(report.signatures[0]).toMatchObject({ level: 'B-T', revocation: 'good' });
    const without = await verifyPdf(stamped, {
      trustedRootsPem: [trust.rootPem],
      validationData: NO_VALIDATION_DATA,
    });
    expect(without.signatures[0]).toMatchObject({ revocation: 'not-checked' });
    expect(without.signatures[0]?.findings.map(({ code }) => code)).toContain('no-revocation-data');
  });
});
