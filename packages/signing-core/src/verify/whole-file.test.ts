import { beforeAll, describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { drawMarks } from '../pdf/draw-marks.js';
import { addDocumentTimestamp } from '../seal/add-document-timestamp.js';
import { addValidationData } from '../seal/add-validation-data.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { appendRaw, editedDict } from '../testing/attacks/raw-revision.js';
import { createDatedTrust } from '../testing/dated-trust.js';
import { type SoftwareSigner, samplePdf, softwareSigner } from '../testing/index.js';
import { signByHand } from '../testing/signed-by-hand.js';
import { NO_VALIDATION_DATA } from '../x509/validation-data.js';
import { verifyPdf } from './verify-pdf.js';

const options = { name: 'Acme', reason: 'Sealed', signedAt: new Date('2026-03-01T12:00:00Z') };

let signer: SoftwareSigner;

beforeAll(async () => {
  signer = await softwareSigner();
});

const verify = (bytes: Uint8Array) => verifyPdf(bytes, { trustedRootsPem: [signer.trustedRootPem] });
const failed = async (bytes: Uint8Array) =>
  (await verify(bytes)).checks.filter(({ state }) => state === 'fail').map(({ id }) => id);

describe('the file', () => {
  it('must not name a certification that no field shows', async () => {
    const pdf = samplePdf({
      catalog: '/Perms <</DocMDP 50 0 R>>',
      extraObjects: ['<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached>>'],
    });
    expect(await failed(await signByHand(signer, { pdf }))).toEqual(['permissions']);
  });

  it('may carry usage rights, which approve nothing', async () => {
    const extraObjects = ['<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached>>'];
    const pdf = samplePdf({ catalog: '/Perms <</UR3 50 0 R>>', extraObjects });
    expect((await verify(await signByHand(signer, { pdf }))).verdict).toBe('valid');
    expect(await failed(pdf)).toEqual(['signed']);
  });

  it('must not show usage rights as a signature', async () => {
    const numberIn = (pdf: Uint8Array) => /[/]V (\d+) 0 R/.exec(Buffer.from(pdf).toString('latin1'))?.[1];
    const guess = numberIn(
      await signByHand(signer, { pdf: samplePdf({ catalog: '/Perms <</UR3 99 0 R>>' }) }),
    );
    const sealed = await signByHand(signer, { pdf: samplePdf({ catalog: `/Perms <</UR3 ${guess} 0 R>>` }) });
    expect(numberIn(sealed)).toBe(guess);
    expect(await failed(sealed)).toEqual(['permissions']);
  });

  it('is open when only a timestamp stands in it', async () => {
    const world = await createDatedTrust({
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2027-01-01T00:00:00Z'),
    });
    const stamp = world.stampAt(new Date('2026-03-01T00:00:00Z'));
    const { bytes } = await addDocumentTimestamp(samplePdf(), stamp);
    const report = await verifyPdf(bytes, { trustedRootsPem: [world.rootPem] });
    expect(report).toMatchObject({ verdict: 'indeterminate', signatures: [{ kind: 'document-timestamp' }] });
  });

  it('may end with validation data that no signature covers, and with nothing else', async () => {
    const sealed = await sealPdf(samplePdf(), options, signer);
    const certificatesDer = signer.certificateChainDer;
    const extended = addValidationData(sealed, { ...NO_VALIDATION_DATA, certificatesDer }).bytes;
    expect(await verify(extended)).toMatchObject({
      verdict: 'valid',
      signatures: [{ coverage: 'earlier-revision', modifications: 'permitted' }],
    });
    const form = await sealPdf(samplePdf({ form: 'direct' }), { ...options, fieldName: 'Empty' }, signer);
    expect(await failed(Buffer.concat([form, Buffer.from('% more\n')]))).toContain('coverage');
  });

  it('may not end with a filled-in field that no signature covers, though that would be permitted before one', async () => {
    const certified = await sealPdf(samplePdf({ form: 'direct' }), { ...options, certify: 2 }, signer);
    const filled = appendRaw(certified, { objects: [editedDict(certified, 5, { V: '(Ada)' })] });
    const report = await verify(filled);
    expect(report).toMatchObject({ verdict: 'invalid', signatures: [{ modifications: 'permitted' }] });
    expect(await failed(filled)).toEqual(['coverage']);
  });

  it('is open when an unknown authority stamped it last', async () => {
    const world = await createDatedTrust({
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2027-01-01T00:00:00Z'),
    });
    const sealed = await sealPdf(samplePdf(), options, signer);
    const { bytes } = await addDocumentTimestamp(sealed, world.stampAt(new Date('2026-04-01T00:00:00Z')));
    expect(await verify(bytes)).toMatchObject({
      verdict: 'indeterminate',
      signatures: [{ certificate: 'trusted' }, { certificate: 'untrusted' }],
    });
  });

  it('that was filled in after an earlier signature is invalid, unless only the last one is asked about', async () => {
    const first = await sealPdf(samplePdf(), options, signer);
    const mark = {
      fieldId: 'a',
      pageIndex: 0,
      box: { x: 0, y: 0, width: 0.5, height: 0.1 },
      content: { kind: 'text', text: 'later' },
    } as const;
    const bytes = await sealPdf(await drawMarks(first, [mark], loadFonts()), options, signer);
    expect(await failed(bytes)).toEqual(['signature-1.modifications']);
    const report = await verifyPdf(bytes, {
      trustedRootsPem: [signer.trustedRootPem],
      earlierSignatures: 'may-be-overtaken',
    });
    expect(report).toMatchObject({
      verdict: 'valid',
      signatures: [{ modifications: 'forbidden' }, { modifications: 'none' }],
    });
  });

  it('keeps two signatures apart: both valid, the first seen through what came after', async () => {
    const first = await sealPdf(samplePdf(), { ...options, certify: 2 }, signer);
    const report = await verify(await sealPdf(first, options, signer));
    expect(report).toMatchObject({
      verdict: 'valid',
      signatures: [
        { modifications: 'permitted', docMdp: { permission: 2, obeyed: true }, coverage: 'earlier-revision' },
        { modifications: 'none', coverage: 'whole-file' },
      ],
    });
  });
});
