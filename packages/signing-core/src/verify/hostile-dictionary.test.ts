import { beforeAll, describe, expect, it } from 'vitest';
import { PdfReader } from '../pdf/pdf-reader.js';
import { listSignatureFields } from '../pdf/signature-fields.js';
import { appendRaw, editedDict } from '../testing/attacks/raw-revision.js';
import { type SoftwareSigner, samplePdf, softwareSigner } from '../testing/index.js';
import { signByHand } from '../testing/signed-by-hand.js';
import { verifyPdf } from './verify-pdf.js';

let signer: SoftwareSigner;

beforeAll(async () => {
  signer = await softwareSigner();
});

const failedOf = async (bytes: Uint8Array) => {
  const { checks, verdict } = await verifyPdf(bytes, { trustedRootsPem: [signer.trustedRootPem] });
  expect(verdict).toBe('invalid');
  return checks.filter(({ state }) => state === 'fail').map(({ id }) => id);
};

describe('a signature dictionary that means different things to different readers', () => {
  it('is refused when its format is a word every JavaScript object knows', async () => {
    const dictionary = (text: string) =>
      text.replace('/Type /Sig ', '/Typo /Sig ').replace('/ETSI.CAdES.detached', '/constructor        ');
    expect(await failedOf(await signByHand(signer, { dictionary }))).toContain('signature-1.format');
  });

  it('is refused when its format is a reference, which a later revision could turn elsewhere', async () => {
    const pdf = samplePdf({ extraObjects: ['/ETSI.CAdES.detached'] });
    const dictionary = (text: string) => text.replace('/ETSI.CAdES.detached', '50 0 R              ');
    expect(await failedOf(await signByHand(signer, { pdf, dictionary }))).toContain('signature-1.format');
  });

  it('is refused when a later revision puts a copy of it elsewhere', async () => {
    const sealed = await signByHand(signer, {});
    const [field] = listSignatureFields(new PdfReader(sealed));
    const objectNumber = field?.valueReference?.objectNumber ?? 0;
    const copied = appendRaw(sealed, { objects: [editedDict(sealed, objectNumber, {})] });
    expect(await failedOf(copied)).toContain('signature-1.gap');
  });

  it('is refused, not an error, when a value in it cannot be read', async () => {
    const pdf = samplePdf({ extraObjects: ['<</Broken'] });
    const dictionary = (text: string) => text.replace('/Name <41636d65>', '/Name 50 0 R    ');
    expect(await failedOf(await signByHand(signer, { pdf, dictionary }))).toContain('structure');
  });

  it('is refused when two signatures leave out bytes of each other', async () => {
    const sealed = await signByHand(signer, {});
    const [field] = listSignatureFields(new PdfReader(sealed));
    const value = editedDict(sealed, field?.valueReference?.objectNumber ?? 0, {});
    const twin = appendRaw(sealed, {
      objects: [
        { objectNumber: 60, body: value.body },
        { objectNumber: 61, body: '<</FT /Sig /T (Twin) /V 60 0 R>>' },
        editedDict(sealed, 1, {
          AcroForm: `<</Fields [${field?.reference?.objectNumber} 0 R 61 0 R] /SigFlags 3>>`,
        }),
      ],
    });
    expect((await failedOf(twin)).length).toBeGreaterThan(1);
  });

  it('is not even looked at when there are thousands of them', async () => {
    const field = (_: unknown, index: number) => `<</FT /Sig /T (F${index}) /V <</Type /Sig>>>>`;
    const fields = Array.from({ length: 201 }, field).join(' ');
    const failed = await failedOf(samplePdf({ catalog: `/AcroForm <</Fields [${fields}]>>` }));
    expect(failed).toEqual(['signature-count']);
  });
});
