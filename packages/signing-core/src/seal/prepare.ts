import { SigningError } from '../errors.js';
import type { ByteRange } from '../pdf/byte-range.js';
import {
  dict,
  name,
  PdfDict,
  PdfRef,
  PdfString,
  type PdfValue,
  readTextString,
  textString,
} from '../pdf/objects.js';
import { firstPage } from '../pdf/page-tree.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { RevisionWriter } from '../pdf/revision-writer.js';
import { certificationLevel, listSignatureFields, type SignatureField } from '../pdf/signature-fields.js';
import { digestByteRange } from './digest-byte-range.js';
import { signatureDictionary } from './signature-dictionary.js';
import type { PreparedPdf, SealOptions } from './stages.js';

/** Fits a P-256 or RSA-4096 signature with three or four ordinary certificates. */
const DEFAULT_CONTENTS_BYTES = 8192;
const MAX_CONTENTS_BYTES = 1 << 20;
const MAX_TEXT_CHARACTERS = 512;
/** Widget annotation flags Print and Locked (ISO 32000-2 table 167). */
const WIDGET_FLAGS = 4 + 128;

/**
 * Appends a revision with an invisible signature field and an empty container, and answers the digest a key
 * has to sign. Throws `seal-option-invalid`, `pdf-signature-forbids-changes`, `pdf-encrypted`, `pdf-damaged`.
 *
 * The byte range is written at positions known from building the revision. @signpdf/signpdf finds its
 * placeholder by searching the text of the whole file, so a document that carries that text in an
 * uncompressed stream can stop or divert it (reference § 1.3); a test keeps both byte for byte equal on
 * ordinary files.
 */
export function prepare(pdf: Uint8Array, options: SealOptions): PreparedPdf {
  checkOptions(options);
  const reader = new PdfReader(pdf);
  if (reader.trailer.has('Encrypt')) {
    throw new SigningError('pdf-encrypted', 'This PDF is encrypted and cannot be sealed.');
  }
  const fields = listSignatureFields(reader);
  checkPermission(reader, fields, options);
  const contentsByteLength = options.contentsByteLength ?? DEFAULT_CONTENTS_BYTES;
  const signature = signatureDictionary(options, contentsByteLength);
  const writer = new RevisionWriter(reader);
  const signatureReference = writer.allocate();
  writer.putRaw(signatureReference, signature.body);
  addField(reader, writer, signatureReference, options);
  const { bytes, bodyOffsets, previousLength } = writer.write();
  const base = bodyOffsets.get(signatureReference.objectNumber) ?? 0;
  const gapStart = base + signature.contentsStart;
  const gapEnd = base + signature.contentsEnd;
  const byteRange: ByteRange = [0, gapStart, gapEnd, bytes.length - gapEnd];
  const text = `/ByteRange [${byteRange.join(' ')}]`.padEnd(signature.byteRangeLength);
  bytes.set(Buffer.from(text, 'latin1'), base + signature.byteRangeAt);
  const digest = digestByteRange(bytes, byteRange, 'sha256');
  return { stage: 'prepared', bytes, previousLength, byteRange, digest, signedAt: options.signedAt };
}

function checkOptions(options: SealOptions): void {
  const texts = [options.name, options.reason, options.location ?? ''];
  const length = options.contentsByteLength ?? DEFAULT_CONTENTS_BYTES;
  if (
    texts.some((text) => text.length > MAX_TEXT_CHARACTERS || !text.isWellFormed()) ||
    Number.isNaN(options.signedAt.getTime()) ||
    !Number.isInteger(length) ||
    length < 1 ||
    length > MAX_CONTENTS_BYTES
  ) {
    throw new SigningError(
      'seal-option-invalid',
      'The name, reason, place, time or size given for the seal is not usable.',
    );
  }
}

function checkPermission(reader: PdfReader, fields: readonly SignatureField[], options: SealOptions): void {
  if (certificationLevel(reader, fields) === 1) {
    throw new SigningError(
      'pdf-signature-forbids-changes',
      'This PDF is certified with "no changes allowed": any further signature would break it. Ask its author for an uncertified copy.',
    );
  }
  if (options.certify && fields.some((field) => field.value)) {
    throw new SigningError('seal-option-invalid', 'Only the first signature of a document can certify it.');
  }
}

/** One merged field and widget, invisible, named like no other field, on the first page. */
function addField(reader: PdfReader, writer: RevisionWriter, signature: PdfRef, options: SealOptions): void {
  const page = firstPage(reader);
  const form = reader.dictAt(reader.catalog, 'AcroForm') ?? new PdfDict();
  const fieldReference = writer.add(
    dict({
      Type: name('Annot'),
      Subtype: name('Widget'),
      FT: name('Sig'),
      T: textString(unusedFieldName(reader, form)),
      V: signature,
      F: WIDGET_FLAGS,
      Rect: [0, 0, 0, 0],
      P: page.reference,
    }),
  );
  appendToArray(
    reader,
    writer,
    { owner: page.dict, key: 'Annots', reference: page.reference },
    fieldReference,
  );
  const catalog = new PdfDict(reader.catalog);
  const catalogChanged = addToForm(reader, writer, catalog, form, fieldReference);
  const extended = declareExtension(reader, catalog);
  if (options.certify) {
    catalog.set('Perms', new PdfDict([...(reader.dictAt(catalog, 'Perms') ?? []), ['DocMDP', signature]]));
  }
  const root = reader.trailer.get('Root');
  if ((catalogChanged || extended || options.certify) && root instanceof PdfRef) writer.put(root, catalog);
}

/** Keeps whatever form is there, also when the form or its field list is an object of its own. */
function addToForm(
  reader: PdfReader,
  writer: RevisionWriter,
  catalog: PdfDict,
  form: PdfDict,
  field: PdfRef,
): boolean {
  const changed = new PdfDict(form);
  changed.set('SigFlags', 3);
  const fields = form.get('Fields');
  const all = [...(reader.arrayAt(form, 'Fields') ?? []), field];
  if (fields instanceof PdfRef && Array.isArray(reader.resolve(fields))) writer.put(fields, all);
  else changed.set('Fields', all);
  const formReference = catalog.get('AcroForm');
  if (formReference instanceof PdfRef && reader.resolve(formReference) instanceof PdfDict) {
    writer.put(formReference, changed);
    return false;
  }
  catalog.set('AcroForm', changed);
  return true;
}

function appendToArray(
  reader: PdfReader,
  writer: RevisionWriter,
  at: { owner: PdfDict; key: string; reference: PdfRef },
  item: PdfValue,
): void {
  const current = at.owner.get(at.key);
  const all = [...(reader.arrayAt(at.owner, at.key) ?? []), item];
  if (current instanceof PdfRef && Array.isArray(reader.resolve(current))) writer.put(current, all);
  else writer.put(at.reference, new PdfDict([...at.owner, [at.key, all]]));
}

/** ETSI.CAdES.detached is an extension to PDF 1.7 and part of PDF 2.0 (EN 319 142-1 § 5.2). */
function declareExtension(reader: PdfReader, catalog: PdfDict): boolean {
  const header = Buffer.from(reader.bytes.subarray(5, 8)).toString('latin1');
  const declared = reader.dictAt(catalog, 'Extensions');
  if (header.startsWith('2') || declared?.has('ESIC')) return false;
  const level = dict({ BaseVersion: name('1.7'), ExtensionLevel: 1 });
  catalog.set('Extensions', new PdfDict([...(declared ?? []), ['ESIC', level]]));
  return true;
}

function unusedFieldName(reader: PdfReader, form: PdfDict): string {
  const used = new Set<string>();
  for (const item of reader.arrayAt(form, 'Fields') ?? []) {
    const field = reader.resolve(item);
    const title = field instanceof PdfDict ? reader.resolve(field.get('T')) : null;
    if (title instanceof PdfString) used.add(readTextString(title));
  }
  let number = 1;
  while (used.has(`Seal${number}`)) number++;
  return `Seal${number}`;
}
