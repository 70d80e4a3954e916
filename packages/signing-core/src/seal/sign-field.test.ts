import { beforeAll, describe, expect, it } from 'vitest';
import { SigningError } from '../errors.js';
import { loadFonts } from '../fonts/index.js';
import type { DigestSigner } from '../keys/digest-signer.js';
import { listFormFields } from '../pdf/form-fields.js';
import { PdfDict, PdfRef } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { serialise } from '../pdf/serialise.js';
import { listSignatureFields } from '../pdf/signature-fields.js';
import { samplePdf, softwareSigner } from '../testing/index.js';
import { prepare } from './prepare.js';
import type { SealOptions } from './seal-options.js';
import { sealPdf } from './seal-pdf.js';

const options = { name: 'Acme', reason: 'Sealed', signedAt: new Date('2026-11-22T10:00:00Z') };
const WIDGET = '/Type /Annot /Subtype /Widget /Rect [10 20 200.1234567 60] /F 6 /P 10 0 R';

let signer: DigestSigner;

beforeAll(async () => {
  signer = await softwareSigner();
});

/** Object 50 is the form, 51 its field list, 52 /SigFlags, 53 and on the fields. */
const withForm = (...fields: string[]): Uint8Array =>
  samplePdf({
    catalog: '/AcroForm 50 0 R',
    extraObjects: ['<</Fields 51 0 R /SigFlags 52 0 R /DA (x)>>', '[53 0 R]', '5', ...fields],
  });

const withSignatureField = (entries = ''): Uint8Array =>
  withForm(`<<${WIDGET} /FT /Sig /T (Approval) /Ff 0 ${entries}>>`);

const names = (pdf: Uint8Array): string[] =>
  listFormFields(new PdfReader(pdf)).map(({ fieldName }) => fieldName);

const refusal = (pdf: Uint8Array, change: Partial<SealOptions>): string => {
  try {
    prepare(pdf, { ...options, ...change });
    return 'accepted';
  } catch (error) {
    return error instanceof SigningError ? `${error.code}: ${error.message}` : String(error);
  }
};

describe('an existing signature field', () => {
  it('gets a value and nothing else; form, list and flags stay objects of their own', async () => {
    const pdf = withSignatureField();
    const sealed = await sealPdf(pdf, { ...options, fieldName: 'Approval' }, signer);
    const [before, after] = [pdf, sealed].map((bytes) => {
      const field = new PdfReader(bytes).resolve(new PdfRef(53, 0));
      return field instanceof PdfDict ? new PdfDict([...field].filter(([key]) => key !== 'V')) : null;
    });
    expect(serialise(after ?? null)).toBe(serialise(before ?? null));
    const reader = new PdfReader(sealed);
    expect(listSignatureFields(reader)).toHaveLength(1);
    // Bits of others stay.
    expect(reader.resolve(new PdfRef(52, 0))).toBe(7);
    expect(serialise(reader.catalog)).toContain('/AcroForm 50 0 R');
    expect(serialise(reader.dictAt(reader.catalog, 'AcroForm') ?? null)).toContain('/SigFlags 52 0 R');
  });

  it('is refused when it is signed, not a signature field, or there twice', async () => {
    const signed = await sealPdf(withSignatureField(), { ...options, fieldName: 'Approval' }, signer);
    expect(refusal(signed, { fieldName: 'Approval' })).toMatch(/^seal-field-unusable: .*signed already/);
    const text = withForm(`<<${WIDGET} /FT /Tx /T (Approval)>>`);
    expect(refusal(text, { fieldName: 'Approval' })).toMatch(/^seal-field-unusable: .*not a signature field/);
    const field = `<<${WIDGET} /FT /Sig /T (Approval)>>`;
    const twice = withForm('<</T (a) /Kids [54 0 R 55 0 R]>>', field, field);
    expect(refusal(twice, { fieldName: 'a.Approval' })).toMatch(/^seal-field-unusable/);
  });

  it('may be nested, with a widget of its own', async () => {
    const pdf = withForm(
      '<</T (Board) /Kids [54 0 R]>>',
      '<</T (Chair) /FT /Sig /Parent 53 0 R /Kids [55 0 R]>>',
      `<<${WIDGET} /Parent 54 0 R>>`,
    );
    const sealed = await sealPdf(pdf, { ...options, fieldName: 'Board.Chair' }, signer);
    expect(names(sealed)).toEqual(['Board', 'Board.Chair']);
    expect(listSignatureFields(new PdfReader(sealed))[0]?.value).not.toBeNull();
  });

  it.each([
    ['/SV <</Ff 2 /SubFilter [/adbe.pkcs7.detached]>>', {}, /another kind of signature/],
    ['/SV <</Ff 1 /Filter /Entrust.PPKEF>>', {}, /another kind of signature/],
    ['/SV <</Ff 64 /DigestMethod [(SHA384)]>>', {}, /another digest than SHA256/],
    ['/SV <</Ff 8 /Reasons [(I agree)]>>', {}, /one of these reasons: I agree/],
    ['/SV <</Ff 8 /Reasons [(.)]>>', {}, /no reason to be given/],
    ['/SV <</MDP <</P 2>>>>', {}, /another level of certification/],
    ['/SV <</MDP <</P 0>>>>', { certify: 2 as const }, /another level of certification/],
    ['/SV <</TimeStamp <</URL (http:) /Ff 1>>>>', {}, /a timestamp/],
    ['/SV <</Cert <</Ff 2 /Issuer []>>>>', {}, /a certain certificate/],
    ['/SV <</Ff 32 /AddRevInfo true>>', {}, /revocation data/],
    ['/SV <</Ff 128 /LockDocument /true>>', {}, /the document to be locked/],
  ])('that demands %s is refused in words', (entries, change, sentence) => {
    const answer = refusal(withSignatureField(entries), { fieldName: 'Approval', ...change });
    expect(answer).toMatch(/^seal-field-unusable: The signature field demands/);
    expect(answer).toMatch(sentence);
  });

  it.each([
    ['/SV <</Ff 2 /SubFilter [/adbe.pkcs7.detached /ETSI.CAdES.detached]>>', {}],
    ['/SV <</SubFilter [/adbe.pkcs7.detached] /Reasons [(x)]>>', {}],
    ['/SV <</Ff 64 /DigestMethod [(SHA256) (SHA384)]>>', {}],
    ['/SV <</Ff 8 /Reasons [(Sealed)]>>', {}],
    ['/SV <</Ff 8 /Reasons [(.)]>>', { reason: '' }],
    ['/SV <</MDP <</P 2>>>>', { certify: 2 as const }],
    ['/SV <</TimeStamp <</URL (http:) /Ff 1>>>>', { willBeTimestamped: true }],
  ])('that demands %s can be met', (entries, change) => {
    expect(refusal(withSignatureField(entries), { fieldName: 'Approval', ...change })).toBe('accepted');
  });
});

describe('a new field', () => {
  it('never takes a name that is there, also further down or above', async () => {
    const pdf = withForm('<</T (Seal1) /Kids [54 0 R]>>', '<</T (Seal2) /FT /Tx /Parent 53 0 R>>');
    const sealed = await sealPdf(pdf, options, signer);
    expect(names(sealed)).toEqual(['Seal1', 'Seal1.Seal2', 'Seal3']);
  });

  it('takes the name asked for', async () => {
    const sealed = await sealPdf(samplePdf(), { ...options, fieldName: 'Vorstand ü' }, signer);
    expect(names(sealed)).toEqual(['Vorstand ü']);
    expect(refusal(samplePdf(), { fieldName: 'no.parent' })).toMatch(/^seal-option-invalid/);
  });

  it('replaces an object of another generation under that generation', async () => {
    const text = Buffer.from(withSignatureField()).toString('latin1');
    // Object 51, the field list, as if it had been deleted and used again twice.
    const at = text.indexOf('51 0 obj');
    const row = `${String(at).padStart(10, '0')} 00000 n`;
    const turned = text
      .replace('51 0 obj', '51 2 obj')
      .replace('51 0 R', '51 2 R')
      .replace(row, row.replace('00000 n', '00002 n'));
    const sealed = await sealPdf(new Uint8Array(Buffer.from(turned, 'latin1')), options, signer);
    expect(Buffer.from(sealed.subarray(turned.length)).toString('latin1')).toContain('51 2 obj\n[53 0 R ');
    expect(names(sealed)).toEqual(['Approval', 'Seal1']);
  });
});

describe('a visible seal', () => {
  const visible = { pageIndex: 0, box: { x: 0.1, y: 0.1, width: 0.3, height: 0.1 }, fonts: loadFonts() };
  const widgetAt = (sealed: Uint8Array, fieldName: string): string =>
    serialise(
      listFormFields(new PdfReader(sealed)).find((field) => field.fieldName === fieldName)?.dict ?? null,
    );

  it('is a new field with a rectangle and an appearance', async () => {
    const widget = widgetAt(await sealPdf(samplePdf(), { ...options, visible }, signer), 'Seal1');
    expect(widget).toMatch(/\/Rect \[59\.5 673\.6\d* 238 757\.8\d*\]/);
    expect(widget).toMatch(/\/AP <<\/N \d+ 0 R>>/);
  });

  it('in an existing field keeps the field where it is', async () => {
    const pdf = withSignatureField();
    const widget = widgetAt(
      await sealPdf(pdf, { ...options, visible, fieldName: 'Approval' }, signer),
      'Approval',
    );
    expect(widget).toContain('/Rect [10 20 200.1234567 60]');
    expect(widget).toMatch(/\/AP <<\/N \d+ 0 R>>/);
  });

  it('needs a field of the author on a certified document', async () => {
    const certified = await sealPdf(withSignatureField(), { ...options, certify: 2 }, signer);
    expect(refusal(certified, { visible })).toMatch(/^pdf-signature-forbids-changes: .* new picture/);
    expect(refusal(certified, { visible, fieldName: 'Approval' })).toBe('accepted');
    expect(refusal(certified, {})).toBe('accepted');
  });
});

describe('a lock', () => {
  const reference = (sealed: Uint8Array): string => {
    const reader = new PdfReader(sealed);
    const signature = listSignatureFields(reader).at(-1)?.value;
    return serialise(signature?.get('Reference') ?? null);
  };

  it('is written into field and signature, and respected by the next signature', async () => {
    const sealed = await sealPdf(withSignatureField(), { ...options, lock: { action: 'all' } }, signer);
    expect(reference(sealed)).toContain('/TransformMethod /FieldMDP');
    expect(reference(sealed)).toContain('/Action /All');
    const [field] = listFormFields(new PdfReader(sealed)).slice(-1);
    expect(field?.dict.get('Lock')).toBeInstanceOf(PdfRef);
    expect(refusal(sealed, {})).toMatch(/^pdf-signature-forbids-changes/);
    expect(refusal(sealed, { fieldName: 'Approval' })).toMatch(/^pdf-signature-forbids-changes/);
  });

  it('of some fields leaves the others', async () => {
    const lock = { action: 'include' as const, fields: ['Approval'] };
    const sealed = await sealPdf(withSignatureField(), { ...options, lock }, signer);
    expect(refusal(sealed, {})).toBe('accepted');
    expect(refusal(sealed, { fieldName: 'Approval' })).toMatch(/^pdf-signature-forbids-changes/);
  });

  it('that the author wrote is taken over, with its level', async () => {
    const pdf = withSignatureField('/Lock <</Type /SigFieldLock /Action /Exclude /Fields [(Later)] /P 1>>');
    const sealed = await sealPdf(pdf, { ...options, fieldName: 'Approval' }, signer);
    expect(reference(sealed)).toContain('/Action /Exclude /Fields [<4c61746572>]');
    expect(reference(sealed)).toContain('/P 1');
    expect(refusal(sealed, { fieldName: 'Later' })).toMatch(/^pdf-signature-forbids-changes/);
    expect(refusal(pdf, { fieldName: 'Approval', lock: { action: 'all' } })).toMatch(/^seal-option-invalid/);
  });
});
