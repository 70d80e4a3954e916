import { deflateSync } from 'node:zlib';
import { decodeStream } from '../pdf/decode-stream.js';
import { dict, name, PdfDict, PdfRef, PdfStream, type PdfValue } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import { RevisionWriter } from '../pdf/revision-writer.js';
import type { ValidationData } from '../x509/validation-data.js';
import { assertRevision } from './assert-revision.js';
import { bytesOf } from './finished-pdf.js';
import { openForRevision, rootOf } from './open-for-revision.js';
import type { ExtendedPdf, FinishedPdf } from './stages.js';

/**
 * B-LT: adds certificates and revocation data to the document security store (EN 319 142-1 § 5.4.2). What is in
 * the store stays; what is there already is not added again; with nothing new the file comes back as it is.
 * No /VRI: the baseline advises against it, and an existing one is kept.
 * Throws `pdf-encrypted`, `pdf-damaged`, `seal-self-check-failed`.
 */
export function addValidationData(pdf: FinishedPdf, data: ValidationData): ExtendedPdf {
  const previous = bytesOf(pdf);
  const reader = openForRevision(previous);
  const writer = new RevisionWriter(reader);
  const store = new PdfDict(reader.dictAt(reader.catalog, 'DSS') ?? [['Type', name('DSS')]]);
  const added = [
    extendList(reader, writer, store, 'Certs', data.certificatesDer),
    extendList(reader, writer, store, 'CRLs', data.crlsDer),
    extendList(reader, writer, store, 'OCSPs', data.ocspResponsesDer),
  ];
  if (!added.includes(true)) {
    return { stage: 'extended', bytes: previous, previousLength: previous.length, added: [] };
  }
  putStore(reader, writer, store);
  const revision = writer.write();
  assertRevision(reader, revision);
  const { bytes, previousLength } = revision;
  return { stage: 'extended', bytes, previousLength, added: ['validation-data'] };
}

/** Into the object the store lives in; a store written into the catalogue stays there. */
function putStore(reader: PdfReader, writer: RevisionWriter, store: PdfDict): void {
  const current = reader.catalog.get('DSS');
  if (current instanceof PdfRef && reader.resolve(current) instanceof PdfDict) {
    writer.put(current, store);
    return;
  }
  const place = reader.dictAt(reader.catalog, 'DSS') ? store : writer.add(store);
  writer.put(rootOf(reader), new PdfDict([...reader.catalog, ['DSS', place]]));
}

/** Answers true when something new went in. */
function extendList(
  reader: PdfReader,
  writer: RevisionWriter,
  store: PdfDict,
  key: string,
  values: readonly Uint8Array[],
): boolean {
  const present = reader.arrayAt(store, key) ?? [];
  const known = new Set(present.map((item) => keyOf(decoded(reader, item))));
  const fresh: PdfRef[] = [];
  for (const value of values) {
    if (known.has(keyOf(value))) continue;
    known.add(keyOf(value));
    fresh.push(addDer(writer, value));
  }
  if (fresh.length === 0) return false;
  // Into the store itself, also when the list was an object of its own: verifiers that compare revisions follow
  // what is new in the store, and not what is new in a list that was there before.
  store.set(key, [...present, ...fresh]);
  return true;
}

/** Far above any certificate or ordinary list; a store entry that unpacks to more is not compared. */
const MAX_ENTRY_BYTES = 64 * 1024 * 1024;

function decoded(reader: PdfReader, item: PdfValue): Uint8Array {
  const stream = reader.resolve(item);
  const bytes = stream instanceof PdfStream ? decodeStream(stream, reader.resolve, MAX_ENTRY_BYTES) : null;
  return bytes ?? new Uint8Array();
}

const keyOf = (value: Uint8Array): string => Buffer.from(value).toString('latin1');

/** Text that a program which searches a file instead of following it would take for the file's own structure. */
const STRUCTURE_WORDS = ['%%EOF', 'startxref', 'endstream', 'endobj', ' obj'];

/** Raw DER; compressed only where a certificate carries words that could divert such a program. */
function addDer(writer: RevisionWriter, value: Uint8Array): PdfRef {
  const plain = Buffer.from(value.buffer, value.byteOffset, value.length);
  if (!STRUCTURE_WORDS.some((word) => plain.includes(word, 0, 'latin1'))) {
    return writer.addStream(new PdfDict(), value);
  }
  return writer.addStream(dict({ Filter: name('FlateDecode') }), deflateSync(value));
}
