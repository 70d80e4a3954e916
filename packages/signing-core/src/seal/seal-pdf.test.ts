import { createHash } from 'node:crypto';
import { Signer, SignPdf } from '@signpdf/signpdf';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeSignedData } from '../cms/encode-signed-data.js';
import { readSealCertificate } from '../cms/seal-certificate.js';
import { bytesToSign, signedAttributes } from '../cms/signed-data.js';
import { PdfDict, PdfString, readTextString } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { type SamplePdfOptions, type SoftwareSigner, samplePdf, softwareSigner } from '../testing/index.js';
import { assertSecondParserAgrees } from '../verify/agree-with-second-parser.js';
import { verifyPdf } from '../verify/verify-pdf.js';
import { embed } from './embed.js';
import { prepare } from './prepare.js';
import { containerByteLength } from './request-signature.js';
import type { SealOptions } from './seal-options.js';
import { sealPdf } from './seal-pdf.js';
import { sign } from './sign.js';

const options = { name: 'Acme', reason: 'Sealed', signedAt: new Date('2026-11-22T10:00:00Z') };

let ecdsa: SoftwareSigner;
let rsa: SoftwareSigner;

beforeAll(async () => {
  [ecdsa, rsa] = await Promise.all([softwareSigner(), softwareSigner({ algorithm: 'rsa-pkcs1-sha256' })]);
});

const verdictOf = async (sealed: Uint8Array, expectedPrefix: Uint8Array) => {
  const report = await verifyPdf(sealed, {
    trustedRootsPem: [ecdsa.trustedRootPem, rsa.trustedRootPem],
    expectedPrefix,
  });
  await assertSecondParserAgrees(sealed, report);
  return report.verdict;
};

const fieldNames = (pdf: Uint8Array): string[] => {
  const reader = new PdfReader(pdf);
  const form = reader.dictAt(reader.catalog, 'AcroForm') ?? new PdfDict();
  return (reader.arrayAt(form, 'Fields') ?? []).map((item) => {
    const field = reader.resolve(item);
    const title = field instanceof PdfDict ? reader.resolve(field.get('T')) : null;
    return title instanceof PdfString ? readTextString(title) : '';
  });
};

const kinds: [string, SamplePdfOptions][] = [
  ['a classic table', {}],
  ['a cross-reference stream', { crossReference: 'stream' }],
  ['a form', { form: 'direct' }],
  ['a form whose field list is an object', { form: 'indirect' }],
  ['a turned, cropped page', { rotations: [90, 0], cropBox: [10, 10, 500, 700] }],
];

describe('sealPdf', () => {
  it.each(kinds)('seals %s, twice over, with both algorithms', async (_, kind) => {
    const pdf = samplePdf(kind);
    const once = await sealPdf(pdf, options, ecdsa);
    const twice = await sealPdf(once, options, rsa);
    expect(await verdictOf(once, pdf)).toBe('valid');
    expect(await verdictOf(twice, once)).toBe('valid');
    const report = await verifyPdf(twice, { trustedRootsPem: [ecdsa.trustedRootPem] });
    expect(report.signatures.map((signature) => signature.integrity)).toEqual(['intact', 'intact']);
    expect(fieldNames(twice)).toEqual([...fieldNames(pdf), 'Seal1', 'Seal2']);
  });

  it('lets no name or reason write keys of its own', async () => {
    const attack = 'x) /ByteRange [0 1 2 3] /SubFilter /adbe.x509.rsa_sha1 /Z (>';
    const sealed = await sealPdf(
      samplePdf(),
      { ...options, name: attack, reason: `${attack}Ünïcode 漢` },
      ecdsa,
    );
    const [signature] = (await verifyPdf(sealed, { trustedRootsPem: [] })).signatures;
    expect(signature).toMatchObject({
      name: attack,
      reason: `${attack}Ünïcode 漢`,
      subFilter: 'ETSI.CAdES.detached',
    });
  });

  it('is not diverted by a placeholder planted in the document', async () => {
    const planted = '/ByteRange [0 /********** /********** /**********] /Contents <00000000>';
    const pdf = samplePdf({ content: `BT (${planted}) Tj ET` });
    expect(await verdictOf(await sealPdf(pdf, options, ecdsa), pdf)).toBe('valid');
  });

  it('gives the bytes @signpdf/signpdf gives', async () => {
    const pdf = samplePdf();
    const ours = await sealPdf(pdf, options, rsa);
    const prepared = prepare(pdf, { ...options, contentsByteLength: containerByteLength(rsa) });
    const range = `/ByteRange [${prepared.byteRange.join(' ')}]`;
    const placeholder = '/ByteRange [0 /********** /********** /**********]';
    const waiting = Buffer.from(prepared.bytes)
      .toString('latin1')
      .replace(range.padEnd(placeholder.length), placeholder);
    // The library cuts the final line end off and signs without it: give it a file that has none.
    const theirs = await new SignPdf().sign(Buffer.from(waiting.trimEnd(), 'latin1'), new CmsSigner(rsa));
    const [, , gapEnd] = prepared.byteRange;
    expect(theirs.subarray(gapEnd).toString('latin1')).toBe(
      Buffer.from(ours.subarray(gapEnd)).toString('latin1').trimEnd(),
    );
    expect(await verdictOf(new Uint8Array(theirs), pdf)).toBe('valid');
  });

  it('certifies with DocMDP, and refuses to touch what is certified against changes', async () => {
    const certified = await sealPdf(samplePdf(), { ...options, certify: 1 }, ecdsa);
    expect(Buffer.from(certified).toString('latin1')).toContain('/TransformMethod /DocMDP');
    await expect(sealPdf(certified, options, ecdsa)).rejects.toMatchObject({
      code: 'pdf-signature-forbids-changes',
    });
    const form = await sealPdf(samplePdf(), { ...options, certify: 2 }, ecdsa);
    expect(await verdictOf(await sealPdf(form, options, rsa), form)).toBe('valid');
    await expect(sealPdf(form, { ...options, certify: 2 }, rsa)).rejects.toMatchObject({
      code: 'seal-option-invalid',
    });
  });

  it('keeps /Extensions of others and declares its own', async () => {
    const pdf = samplePdf({ catalog: '/Extensions <</ADBE <</BaseVersion /1.7 /ExtensionLevel 8>>>>' });
    const reader = new PdfReader(await sealPdf(pdf, options, ecdsa));
    expect([...(reader.dictAt(reader.catalog, 'Extensions')?.keys() ?? [])]).toEqual(['ADBE', 'ESIC']);
  });
});

describe('stages', () => {
  it('can wait in storage between prepare and sign', async () => {
    const pdf = samplePdf();
    const prepared = prepare(pdf, options);
    const stored = structuredClone(prepared);
    const sealed = embed(await sign(stored, ecdsa));
    expect(await verdictOf(sealed.bytes, pdf)).toBe('valid');
  });

  it('prepares the same bytes for the same input', () => {
    expect(prepare(samplePdf(), options).bytes).toEqual(prepare(samplePdf(), options).bytes);
  });

  it('refuses a container that is too small instead of cutting the signature', async () => {
    const signed = await sign(prepare(samplePdf(), { ...options, contentsByteLength: 100 }), ecdsa);
    expect(() => embed(signed)).toThrowError(expect.objectContaining({ code: 'seal-container-too-small' }));
  });

  it('does not release a file that changed while its stage was elsewhere', async () => {
    const stored = structuredClone(prepare(samplePdf(), options));
    stored.bytes[100] = (stored.bytes[100] ?? 0) ^ 1;
    const signed = await sign(stored, ecdsa);
    expect(() => embed(signed)).toThrowError(expect.objectContaining({ code: 'seal-self-check-failed' }));
  });

  it('never writes into the file that is being sealed, whatever a stage says', async () => {
    const prepared = prepare(samplePdf(), options);
    const [, , gapEnd, tail] = prepared.byteRange;
    const lying = { ...prepared, byteRange: [0, 10, gapEnd, tail] as const };
    const signed = await sign(lying, ecdsa);
    expect(() => embed(signed)).toThrowError(expect.objectContaining({ code: 'seal-self-check-failed' }));
    expect(Buffer.compare(lying.bytes.subarray(0, lying.previousLength), samplePdf())).toBe(0);
  });

  it('refuses a signature made with another key', async () => {
    const mixedUp = { ...ecdsa, signDigest: (await softwareSigner()).signDigest };
    await expect(sign(prepare(samplePdf(), options), mixedUp)).rejects.toMatchObject({
      code: 'signer-failed',
    });
  });

  it('refuses a certificate that is not valid at the time of sealing', async () => {
    const expired = await softwareSigner({
      notBefore: new Date('2020-01-01'),
      notAfter: new Date('2021-01-01'),
    });
    await expect(sealPdf(samplePdf(), options, expired)).rejects.toMatchObject({ code: 'signer-invalid' });
  });

  it('lets an error of the signer through', async () => {
    const lost = new Error('token lost');
    const signer = { ...ecdsa, signDigest: () => Promise.reject(lost) };
    await expect(sealPdf(samplePdf(), options, signer)).rejects.toBe(lost);
  });

  it('refuses options nobody could mean', () => {
    const wrong: Partial<SealOptions>[] = [
      { signedAt: new Date('never') },
      { signedAt: new Date(-1e15) },
      { name: 'two\nlines' },
      { reason: 'right to left \u202e' },
      { location: 'x'.repeat(513) },
      { name: 'half a pair \ud800' },
      { contentsByteLength: 0 },
      { fieldName: 'a..b' },
      { fieldName: '' },
      { lock: { action: 'include', fields: ['not there'] } },
    ];
    for (const change of wrong) {
      expect(() => prepare(samplePdf(), { ...options, ...change }), JSON.stringify(change)).toThrowError(
        expect.objectContaining({ code: 'seal-option-invalid' }),
      );
    }
  });
});

/** Our CMS behind the library's interface. */
class CmsSigner extends Signer {
  constructor(private readonly key: SoftwareSigner) {
    super();
  }

  override async sign(content: Uint8Array): Promise<Buffer> {
    const certificate = readSealCertificate(this.key);
    const attributes = signedAttributes(createHash('sha256').update(content).digest(), certificate.der);
    const digest = createHash('sha256').update(bytesToSign(attributes)).digest();
    const container = encodeSignedData({
      attributes,
      signature: await this.key.signDigest(digest),
      algorithm: this.key.algorithm,
      signerCertificate: certificate,
      certificateChainDer: this.key.certificateChainDer,
    });
    return Buffer.from(container);
  }
}
