import { PdfReader } from '../../pdf/pdf-reader.js';
import { serialise } from '../../pdf/serialise.js';
import { listSignatureFields } from '../../pdf/signature-fields.js';
import type { Attack } from './attack.js';
import { annotated, FRESH, withObjects } from './document-attacks.js';
import { editedDict, type RawObject, stream } from './raw-revision.js';
import { VICTIM } from './victim.js';

/** The form with one more field. */
const withField = (signed: Uint8Array, field: string): readonly RawObject[] => {
  const list = fieldListOf(signed);
  return [
    { objectNumber: VICTIM.fieldList, body: `[${list} ${FRESH} 0 R]` },
    { objectNumber: FRESH, body: `<<${field}>>` },
  ];
};

function fieldListOf(signed: Uint8Array): string {
  const reader = new PdfReader(signed);
  const form = reader.dictAt(reader.catalog, 'AcroForm');
  const fields = form ? (reader.arrayAt(form, 'Fields') ?? []) : [];
  return fields.map((item) => serialise(item)).join(' ');
}

const signedField = (signed: Uint8Array): { field: number; value: number } => {
  const found = listSignatureFields(new PdfReader(signed)).find(({ value }) => value !== null);
  return { field: found?.reference?.objectNumber ?? 0, value: found?.valueReference?.objectNumber ?? 0 };
};

const NEW_SIGNATURE = '/Type /Annot /Subtype /Widget /FT /Sig /Rect [0 0 0 0] /P 10 0 R /F 132';

/** Attacks on the form and on the signatures themselves. */
export const FORM_ATTACKS: readonly Attack[] = [
  withObjects('another value in a filled field', (signed) => [
    editedDict(signed, VICTIM.nameField, { V: '(Eve)' }),
  ]),
  withObjects('another look for a filled field', (signed) => [
    editedDict(signed, VICTIM.nameField, { AP: `<</N ${FRESH} 0 R>>` }),
    stream(FRESH, 'BT (Eve) Tj ET', '/Type /XObject /Subtype /Form /BBox [0 0 228 20]'),
  ]),
  withObjects('a field moved over the text', (signed) => [
    editedDict(signed, VICTIM.noteField, { Rect: '[0 0 595 842]', V: '(x)' }),
  ]),
  withObjects('a field that acts', (signed) => [
    editedDict(signed, VICTIM.noteField, { V: '(x)', A: '<</S /JavaScript /JS (x)>>' }),
  ]),
  withObjects('a value that is a page', (signed) => [
    editedDict(signed, VICTIM.noteField, { V: `${VICTIM.firstPage} 0 R` }),
  ]),
  withObjects('an appearance on a layer', (signed) => [
    editedDict(signed, VICTIM.noteField, { V: '(x)', AP: `<</N ${FRESH} 0 R>>` }),
    stream(FRESH, 'f', '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /OC <</Type /OCG>>'),
  ]),
  withObjects('an appearance that is part of the page', (signed) => [
    editedDict(signed, VICTIM.noteField, { V: '(x)', AP: `<</N ${VICTIM.overlay} 0 R>>` }),
  ]),
  withObjects('a field renamed', (signed) => [editedDict(signed, VICTIM.nameField, { T: '(other)' })]),
  withObjects('a field of another kind', (signed) => [editedDict(signed, VICTIM.noteField, { FT: '/Btn' })]),
  withObjects('fields taken out', () => [{ objectNumber: VICTIM.fieldList, body: '[5 0 R]' }]),
  withObjects('a text field added', (signed) => withField(signed, '/FT /Tx /T (extra) /V (x)')),
  withObjects('a second field of the same name', (signed) =>
    withField(signed, `${NEW_SIGNATURE} /T (Approval)`),
  ),
  withObjects('a field added that acts', (signed) =>
    withField(signed, `${NEW_SIGNATURE} /T (Evil) /AA <</E <</S /JavaScript /JS (x)>>>>`),
  ),
  withObjects('a field added that shows the signature of another', (signed) =>
    withField(signed, `${NEW_SIGNATURE} /T (Evil) /V ${signedField(signed).value} 0 R`),
  ),
  withObjects('an empty field that shows the signature of another', (signed) => [
    editedDict(signed, VICTIM.approvalField, { V: `${signedField(signed).value} 0 R` }),
  ]),
  withObjects('a field added on a page it does not name', (signed) => [
    ...withField(signed, `${NEW_SIGNATURE.replace('/P 10', '/P 11')} /T (Evil)`),
    annotated(signed),
  ]),
  withObjects('a signature taken out of its field', (signed) => [
    editedDict(signed, signedField(signed).field, { V: null }),
  ]),
  withObjects('another reason in a signature', (signed) => [
    editedDict(signed, signedField(signed).value, { Reason: '(EVIL)' }),
  ]),
  withObjects('a form that readers draw anew', (signed) => [
    editedDict(signed, VICTIM.form, { NeedAppearances: 'true' }),
  ]),
  withObjects('a form in another technique', (signed) => [editedDict(signed, VICTIM.form, { XFA: '[]' })]),
  withObjects('a form that denies being signed', (signed) => [
    editedDict(signed, VICTIM.form, { SigFlags: '0' }),
  ]),
  withObjects('other fonts for the fields', (signed) => [
    editedDict(signed, VICTIM.form, { DA: '(/F1 0 Tf)', CO: '[5 0 R]' }),
  ]),
  ...storeAttacks(),
];

function storeAttacks(): readonly Attack[] {
  const store = (name: string, entries: string, more: readonly RawObject[] = []): Attack =>
    withObjects(name, (signed) => [
      editedDict(signed, VICTIM.catalog, { DSS: `<</Type /DSS ${entries}>>` }),
      ...more,
    ]);
  const der = stream(FRESH, '0\0');
  return [
    store('validation data with a key of its own', '/Evil true'),
    store('validation data that is a page', `/Certs [${VICTIM.firstPage} 0 R]`),
    store('validation data that draws', `/Certs [${FRESH} 0 R]`, [
      stream(FRESH, 'f', '/Type /XObject /Subtype /Form /BBox [0 0 9 9]'),
    ]),
    store('validation data with a record of something else', '/VRI <</Evil 10 0 R>>'),
    store(
      'validation data with a record that carries more',
      `/VRI <</${'AB'.repeat(20)} <</Cert [${FRESH} 0 R] /Evil 4 0 R>>>>`,
      [der],
    ),
    store('validation data that brings another text along', `/Certs [${FRESH} 0 R]`, [
      der,
      stream(VICTIM.content, 'BT (evil) Tj ET'),
    ]),
    store('validation data with an object behind it', `/Certs [${FRESH} 0 R]`, [
      stream(FRESH, '0\0\n4 0 obj<</Length 0>>stream\nendstream endobj'),
    ]),
    store('validation data from another file', `/Certs [${FRESH} 0 R]`, [
      stream(FRESH, '0\0', '/F (other.pdf)'),
    ]),
  ];
}
