import { samplePdf } from '../sample-pdf.js';
import { appendRaw, editedDict } from './raw-revision.js';

/** Object numbers of the document under attack. */
export const VICTIM = {
  catalog: 1,
  pages: 2,
  font: 3,
  content: 4,
  /** A text field with the value "Ada". */
  nameField: 5,
  form: 6,
  fieldList: 7,
  firstPage: 10,
  secondPage: 11,
  /** A drawing on both pages. */
  overlay: 50,
  /** Prepared and unused: another text, another catalogue. */
  shadowContent: 51,
  shadowCatalog: 52,
  /** An empty text field "note" on page 1. */
  noteField: 53,
  /** An empty signature field "Approval" on page 1. */
  approvalField: 54,
  /** Named by the pages, never defined. */
  missing: 900,
} as const;

/** An object in the middle of a stream: a table of contents can point at it all the same. */
export const BURIED = 960;
const SHADOW = `BT /F1 18 Tf 72 720 Td (You owe a million) Tj ET
${BURIED} 0 obj<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 1>>stream
f
endstream endobj`;

/**
 * A two-page contract with a form, and with what an author who means to cheat prepares before signing: content
 * nobody refers to and a reference to nothing.
 */
export function victimPdf(): Uint8Array {
  const plain = samplePdf({
    rotations: [0, 0],
    form: 'indirect',
    content: 'q /Overlay Do Q BT /F1 18 Tf 72 720 Td (You owe nothing) Tj ET',
    resources: `/XObject <</Overlay ${VICTIM.overlay} 0 R /Later ${VICTIM.missing} 0 R>>`,
    extraObjects: [
      '<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 14>>\nstream\n0 0 9 9 re f  \nendstream',
      `<</Length ${SHADOW.length}>>\nstream\n${SHADOW}\nendstream`,
      '<</Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /ViewerPreferences <</HideToolbar true>>>>',
      '<</Type /Annot /Subtype /Widget /FT /Tx /T (note) /Rect [72 500 300 520] /P 10 0 R>>',
      '<</Type /Annot /Subtype /Widget /FT /Sig /T (Approval) /Rect [72 400 300 450] /P 10 0 R>>',
    ],
  });
  const fields = '[5 0 R 53 0 R 54 0 R]';
  return appendRaw(plain, {
    objects: [
      { objectNumber: VICTIM.fieldList, body: fields },
      editedDict(plain, VICTIM.firstPage, { Annots: fields }),
    ],
  });
}
