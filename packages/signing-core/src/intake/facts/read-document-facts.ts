import { listFormFields } from '../../pdf/form-fields.js';
import type { PdfDict } from '../../pdf/objects.js';
import { type Page, walkPages } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { isDynamicForm } from './is-dynamic-form.js';
import { Layers } from './layers.js';
import type { DocumentFacts, PdfFacts } from './pdf-facts.js';
import { readClaims } from './read-claims.js';
import { scanObjects } from './scan-objects.js';

/** Far more than is shown to anybody; a file can have a million. */
const MAX_PAGES_COUNTED = 20_000;
/** `/Ff` of a button that is only pressed (ISO 32000-2 § 12.7.5.2). */
const PUSH_BUTTON = 1 << 16;

/**
 * The facts with what the document is made of: null in them when part of it cannot be read. Signatures are told apart
 * later, when they are verified.
 *
 * @param reader has the document without its encryption.
 */
export function withDocument(facts: PdfFacts, reader: PdfReader, isSigned: boolean): PdfFacts {
  const { encryption } = facts;
  // It was opened without one.
  const opened = encryption && { ...encryption, kind: 'permissions' as const };
  try {
    return { ...facts, encryption: opened, isSigned, document: readAll(reader) };
  } catch {
    return { ...facts, encryption: opened, isSigned, document: null };
  }
}

function readAll(reader: PdfReader): DocumentFacts {
  const { catalog } = reader;
  const hasXfa = reader.dictAt(catalog, 'AcroForm')?.has('XFA') ?? false;
  return {
    ...scanObjects(reader),
    ...countFields(reader),
    xfa: !hasXfa ? 'none' : isDynamicForm(reader) ? 'dynamic' : 'static',
    isPortfolio: catalog.has('Collection'),
    layers: countLayers(reader),
    signatures: [],
    isTagged: isTagged(reader, catalog),
    claims: readClaims(reader),
    pages: countPages(reader),
  };
}

function countFields(reader: PdfReader): Pick<DocumentFacts, 'formFieldCount' | 'emptySignatureFieldCount'> {
  const fields = listFormFields(reader).filter(({ isTerminal, type }) => isTerminal && type !== null);
  const signatures = fields.filter(({ type }) => type === 'Sig');
  const isPushed = (field: PdfDict): boolean => ((reader.numberAt(field, 'Ff') ?? 0) & PUSH_BUTTON) !== 0;
  return {
    emptySignatureFieldCount: signatures.filter(({ dict }) => !reader.resolve(dict.get('V'))).length,
    formFieldCount: fields.filter(({ type, dict }) => type !== 'Sig' && !(type === 'Btn' && isPushed(dict)))
      .length,
  };
}

function countLayers(reader: PdfReader): DocumentFacts['layers'] {
  const properties = reader.dictAt(reader.catalog, 'OCProperties');
  const count = properties ? (reader.arrayAt(properties, 'OCGs') ?? []).length : 0;
  return { count, hiddenCount: new Layers(reader).hiddenCount };
}

function isTagged(reader: PdfReader, catalog: PdfDict): boolean {
  const marks = reader.dictAt(catalog, 'MarkInfo');
  const root = reader.dictAt(catalog, 'StructTreeRoot');
  return root !== null && marks !== null && reader.resolve(marks.get('Marked')) === true;
}

function countPages(reader: PdfReader): DocumentFacts['pages'] {
  const pages = { count: 0, rotated: 0, cropped: 0, scaled: 0, shifted: 0 };
  for (const page of walkPages(reader)) {
    pages.count += 1;
    if (page.rotate % 360 !== 0) pages.rotated += 1;
    if (isCropped(page)) pages.cropped += 1;
    if (page.userUnit !== 1) pages.scaled += 1;
    const box = page.cropBox ?? page.mediaBox;
    if (box && (box.left !== 0 || box.bottom !== 0)) pages.shifted += 1;
    if (pages.count >= MAX_PAGES_COUNTED) break;
  }
  return pages;
}

function isCropped({ cropBox, mediaBox }: Page): boolean {
  if (!cropBox || !mediaBox) return false;
  return (
    cropBox.left > mediaBox.left ||
    cropBox.bottom > mediaBox.bottom ||
    cropBox.right < mediaBox.right ||
    cropBox.top < mediaBox.top
  );
}
