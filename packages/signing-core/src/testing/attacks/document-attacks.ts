import type { Attack } from './attack.js';
import { appendRaw, editedDict, type RawObject, stream } from './raw-revision.js';
import { VICTIM } from './victim.js';

const EVIL = 'BT /F1 18 Tf 72 720 Td (You owe a million) Tj ET';
/** Numbers far from anything in use, inside the table's bounds. */
export const FRESH = 950;

export const withObjects = (name: string, objects: (signed: Uint8Array) => readonly RawObject[]): Attack => ({
  name,
  forge: (signed) => appendRaw(signed, { objects: objects(signed) }),
});

const edit = (
  name: string,
  objectNumber: number,
  changes: Readonly<Record<string, string | null>>,
  more: readonly RawObject[] = [],
): Attack => withObjects(name, (signed) => [editedDict(signed, objectNumber, changes), ...more]);

const annotation = (subtype: string, entries = ''): RawObject => ({
  objectNumber: FRESH,
  body: `<</Type /Annot /Subtype /${subtype} /Rect [60 700 500 760] /P 10 0 R ${entries}>>`,
});

/** Page 1 with one more annotation. */
export const annotated = (signed: Uint8Array): RawObject => {
  const { body } = editedDict(signed, VICTIM.firstPage, {});
  return { objectNumber: VICTIM.firstPage, body: body.replace(/(\/Annots \[[^\]]*)\]/, `$1 ${FRESH} 0 R]`) };
};

const drawn = stream(
  FRESH + 1,
  '1 1 1 rg 0 0 440 60 re f',
  '/Type /XObject /Subtype /Form /BBox [0 0 440 60]',
);

/** Attacks on what the document shows or does (reference § 5.2: ISA, shadow replace and hide, EAA, page changes). */
export const DOCUMENT_ATTACKS: readonly Attack[] = [
  withObjects('another text in the place of the signed one', () => [stream(VICTIM.content, EVIL)]),
  edit('a page that shows another text', VICTIM.firstPage, { Contents: `${FRESH} 0 R` }, [
    stream(FRESH, EVIL),
  ]),
  edit('a page that shows the prepared text', VICTIM.firstPage, {
    Contents: `${VICTIM.shadowContent} 0 R`,
  }),
  edit('text added behind the signed one', VICTIM.firstPage, { Contents: `[4 0 R ${FRESH} 0 R]` }, [
    stream(FRESH, EVIL),
  ]),
  edit('another font under the same text', VICTIM.font, { BaseFont: '/Symbol' }),
  edit('other resources for a page', VICTIM.firstPage, { Resources: '<</Font <</F1 3 0 R>>>>' }),
  withObjects('an overlay that hides nothing any more', () => [
    stream(VICTIM.overlay, ' ', '/Type /XObject /Subtype /Form /BBox [0 0 9 9]'),
  ]),
  withObjects('a drawing for a name that led nowhere', () => [
    stream(VICTIM.missing, EVIL, '/Type /XObject /Subtype /Form /BBox [0 0 600 800]'),
  ]),
  edit('a turned page', VICTIM.firstPage, { Rotate: '180' }),
  edit('a page cropped', VICTIM.firstPage, { CropBox: '[0 0 300 400]' }),
  edit('a page removed', VICTIM.pages, { Kids: '[10 0 R]', Count: '1' }),
  edit('pages in another order', VICTIM.pages, { Kids: '[11 0 R 10 0 R]' }),
  edit('a page added', VICTIM.pages, { Kids: `[10 0 R 11 0 R ${FRESH} 0 R]`, Count: '3' }, [
    { objectNumber: FRESH, body: '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>' },
  ]),
  edit('boxes for all pages', VICTIM.pages, { MediaBox: '[0 0 100 100]' }),
  ...['FreeText', 'Stamp', 'Square', 'Redact', 'Link', 'Ink', 'Screen'].map((subtype) =>
    withObjects(`an annotation over the text (${subtype})`, (signed) => [
      annotated(signed),
      annotation(subtype, `/Contents (paid) /AP <</N ${FRESH + 1} 0 R>>`),
      drawn,
    ]),
  ),
  withObjects('a widget that belongs to no field', (signed) => [annotated(signed), annotation('Widget')]),
  edit('an annotation removed', VICTIM.firstPage, { Annots: '[53 0 R 54 0 R]' }),
  edit('an action when the document opens', VICTIM.catalog, {
    OpenAction: '<</S /URI /URI (http://example.com)>>',
  }),
  edit('scripts', VICTIM.catalog, { Names: '<</JavaScript <</Names []>>>>' }),
  edit('actions of the document', VICTIM.catalog, { AA: '<</WC <</S /JavaScript /JS (x)>>>>' }),
  edit('actions of a page', VICTIM.firstPage, { AA: '<</O <</S /JavaScript /JS (x)>>>>' }),
  edit('layers', VICTIM.catalog, { OCProperties: '<</OCGs [] /D <</BaseState /OFF>>>>' }),
  edit('another page tree', VICTIM.catalog, { Pages: `${FRESH} 0 R` }, [
    { objectNumber: FRESH, body: '<</Type /Pages /Kids [11 0 R] /Count 1>>' },
  ]),
  edit('page labels', VICTIM.catalog, { PageLabels: '<</Nums [0 <</P (A)>>]>>' }),
  edit('an older version', VICTIM.catalog, { Version: '/1.0' }),
  edit('metadata that is something else', VICTIM.catalog, { Metadata: '4 0 R' }),
  edit('rights', VICTIM.catalog, { Perms: `<</UR3 ${FRESH} 0 R>>` }, [
    { objectNumber: FRESH, body: '<</Type /Sig>>' },
  ]),
  {
    name: 'another catalogue, prepared before signing',
    forge: (signed) => appendRaw(signed, { trailer: { Root: `${VICTIM.shadowCatalog} 0 R` } }),
  },
  {
    name: 'a new catalogue without the form',
    forge: (signed) =>
      appendRaw(signed, {
        objects: [{ objectNumber: FRESH, body: '<</Type /Catalog /Pages 2 0 R>>' }],
        trailer: { Root: `${FRESH} 0 R` },
      }),
  },
  {
    name: 'properties that hold more than text',
    forge: (signed) =>
      appendRaw(signed, {
        objects: [{ objectNumber: FRESH, body: '<</Title <</Next 4 0 R>>>>' }],
        trailer: { Info: `${FRESH} 0 R` },
      }),
  },
];
