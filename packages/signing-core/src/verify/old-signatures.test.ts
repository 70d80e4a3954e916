import { beforeAll, describe, expect, it } from 'vitest';
import { takeIn } from '../intake/take-in.js';
import { bareSignedPdf } from '../testing/bare-signed-pdf.js';
import { type SoftwareSigner, softwareSigner } from '../testing/index.js';
import { intakeTools } from '../testing/intake-tools.js';
import { type HandRecipe, signByHand } from '../testing/signed-by-hand.js';
import { verifyPdf } from './verify-pdf.js';

let signer: SoftwareSigner;

beforeAll(async () => {
  signer = await softwareSigner();
});

const verify = async (bytes: Uint8Array, root = signer.trustedRootPem) =>
  await verifyPdf(bytes, { trustedRootsPem: [root] });
const subFilter = (to: string) => (text: string) => text.replace('/ETSI.CAdES.detached', to);
const detached = subFilter('/adbe.pkcs7.detached');
const tampered = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(
    Buffer.from(Buffer.from(bytes).toString('latin1').replace('Sample agree', 'Simple agree'), 'latin1'),
  );
const failed = (id: string) => expect.objectContaining({ id: `signature-1.${id}`, state: 'fail' });
const warned = (id: string) => expect.objectContaining({ id: `signature-1.${id}`, state: 'warn' });

/** What the sender of an upload is told. */
const takenIn = async (bytes: Uint8Array) => {
  const { report, frozen } = await takeIn(bytes, {}, intakeTools());
  const { verdict, code, reasons } = report;
  return { verdict, code, sentence: reasons[0]?.sentence, isUpload: frozen === bytes };
};
const TAKEN = { verdict: 'accept-after-warning', code: null, isUpload: true };
const BROKEN = { verdict: 'reject', code: 'pdf-signature-broken' };

describe('a signature without signed attributes', () => {
  const old: HandRecipe = { withoutAttributes: true, dictionary: detached };

  it('holds over the document, in formats before PAdES', async () => {
    const bytes = await signByHand(signer, old);
    const report = await verify(bytes);
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ integrity: 'intact', level: null }] });
    expect(report.checks).toContainEqual(warned('signed-attributes'));
    expect(await takenIn(bytes)).toMatchObject({
      ...TAKEN,
      sentence: expect.stringContaining('made in an old way'),
    });
  });

  it('is broken over another document, and over the attributes it was stripped of', async () => {
    const changed = tampered(await signByHand(signer, old));
    expect((await verify(changed)).checks).toContainEqual(failed('signature'));
    expect(await takenIn(changed)).toMatchObject(BROKEN);
    const stripped = await signByHand(signer, { ...old, valueOverAttributes: true });
    expect((await verify(stripped)).checks).toContainEqual(failed('signature'));
  });

  it('is none in PAdES', async () => {
    const report = await verify(await signByHand(signer, { withoutAttributes: true }));
    expect(report.checks).toContainEqual(failed('container'));
  });
});

describe('signed attributes that are not in DER order', () => {
  it.each(['signed-as-written', 'signed-in-order'] as const)(
    'are a defect of PAdES and none of the older format: %s',
    async (backwards) => {
      const pades = await verify(await signByHand(signer, { backwards }));
      expect(pades).toMatchObject({ verdict: 'invalid', signatures: [{ integrity: 'intact', level: null }] });
      expect(pades.checks).toContainEqual(failed('signed-attributes'));
      const older = await signByHand(signer, { backwards, dictionary: detached });
      expect(await verify(older)).toMatchObject({ verdict: 'valid', signatures: [{ integrity: 'intact' }] });
      expect((await verify(older)).checks).toContainEqual(warned('signed-attributes'));
      expect((await verify(tampered(older))).checks).toContainEqual(failed('message-digest'));
    },
  );

  it.each(['signed-as-written', 'signed-in-order'] as const)(
    'let an upload be taken, %s',
    async (backwards) => {
      const bytes = await signByHand(signer, { backwards });
      expect(await takenIn(bytes)).toMatchObject(TAKEN);
      expect(await takenIn(tampered(bytes))).toMatchObject(BROKEN);
    },
  );
});

describe('a bare RSA value (adbe.x509.rsa_sha1)', () => {
  it.each(['sha1', 'sha256'] as const)('is judged, by %s', async (digest) => {
    const { bytes, trustedRootPem } = await bareSignedPdf(digest);
    const report = await verify(bytes, trustedRootPem);
    expect(report).toMatchObject({ verdict: 'indeterminate', signatures: [{ integrity: 'intact' }] });
    const codes = report.signatures[0]?.findings.map(({ code }) => code);
    expect(codes).toContain('legacy-format');
    expect(codes?.includes('weak-digest')).toBe(digest === 'sha1');
    expect((await verify(tampered(bytes), trustedRootPem)).checks).toContainEqual(failed('signature'));
  });

  it('lets an upload be taken as it is, unless it was changed', async () => {
    const { bytes } = await bareSignedPdf('sha1');
    expect(await takenIn(bytes)).toMatchObject({
      ...TAKEN,
      sentence: expect.stringContaining('made in an old way'),
    });
    expect(await takenIn(tampered(bytes))).toMatchObject(BROKEN);
  });

  it('needs its certificate where it is signed', async () => {
    for (const certEntry of [() => '', () => '/Cert 52 0 R']) {
      const { bytes, trustedRootPem } = await bareSignedPdf('sha1', certEntry);
      expect((await verify(bytes, trustedRootPem)).checks).toContainEqual(failed('container'));
    }
  });
});
