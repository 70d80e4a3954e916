import { type AuditEvent, eventTypes, verifyAuditJson } from '@sealwright/audit';
import { readSeals, type SignatureReport, verifyPdf } from '@sealwright/signing-core/verify';
import type { CheckList } from '../check-list.js';
import { sha256Hex } from '../digest.js';
import type { NamedFile } from '../evidence-input.js';
import type { CheckedRecord } from './check-record.js';
import { PersonalValues } from './personal-values.js';

export interface DocumentTrust {
  readonly trustedRootsPem: readonly string[];
  readonly at: Date | undefined;
}

/** Ids of the record's documents that were among the files. */
export type GivenDocuments = ReadonlySet<string>;

/** Each file at hand: is it this envelope's, and is its own seal whole? */
export async function checkDocuments(
  files: readonly NamedFile[],
  record: CheckedRecord,
  trust: DocumentTrust,
  list: CheckList,
): Promise<GivenDocuments> {
  const given = new Set<string>();
  if (files.length === 0) {
    const about = { id: 'given', title: 'Sealed documents' };
    list.leaveOut('documents', about, 'No document was given: only the certificate was checked.');
  }
  for (const [index, file] of files.entries()) {
    await checkDocument(
      { file, number: index + 1, hashHex: await sha256Hex(file.bytes) },
      record,
      trust,
      list,
      given,
    );
  }
  if (files.length > 0) tellMissing(given, record, list);
  return given;
}

/** Of several documents, those nobody gave are named: the certificate speaks of them too. */
function tellMissing(given: GivenDocuments, { json }: CheckedRecord, list: CheckList): void {
  const total = json.documents.length;
  if (total < 2) return;
  const about = { id: 'given', title: 'All documents of the envelope' };
  const personal = new PersonalValues(json);
  const missing = json.documents.flatMap(({ documentId }, index) => {
    if (given.has(documentId)) return [];
    const name = personal.latest(`document:${documentId}`, 'name');
    const place = `document ${index + 1} of ${total}`;
    return [name === null ? place : `“${name}” (${place})`];
  });
  if (missing.length === 0) {
    list.pass('documents', about, `All ${total} documents this record speaks of were given.`);
    return;
  }
  const were = missing.length === 1 ? 'It was' : 'They were';
  list.warn('documents', about, `Not among the files: ${missing.join(', ')}. ${were} not checked.`);
}

interface NumberedFile {
  readonly file: NamedFile;
  readonly number: number;
  readonly hashHex: string;
}

async function checkDocument(
  { file, number, hashHex }: NumberedFile,
  { json, report }: CheckedRecord,
  trust: DocumentTrust,
  list: CheckList,
  given: Set<string>,
): Promise<void> {
  const about = { id: `record-${number}`, title: `${file.name} belongs to this envelope` };
  const sent = json.documents.find(({ originalSha256Hex, frozenSha256Hex }) =>
    [originalSha256Hex, frozenSha256Hex].includes(hashHex),
  );
  if (sent && sent.sealedSha256Hex !== hashHex) {
    given.add(sent.documentId);
    list.pass('documents', about, `It is the document as it was before sealing (SHA-256 ${hashHex}).`);
    return;
  }
  const [found] = verifyAuditJson(json, { sealedBytes: file.bytes }).checks.filter(
    ({ id }) => id === 'sealed-file',
  );
  for (const id of await findDocuments(file, report.events)) given.add(id);
  if (found?.state === 'pass') {
    list.pass('documents', about, `Its SHA-256 is the one in the record: ${hashHex}.`);
  } else if (found?.state === 'warn') {
    list.warn('documents', about, found.detail);
  } else {
    list.fail(
      'documents',
      about,
      `Its SHA-256, ${hashHex}, is none the record names: it is another file, or it was changed.`,
    );
  }
  await checkDocumentSeal(file, number, { trust, keys: documentKeysIn(report.events) }, list);
}

/** Which of the completed documents the file begins with: it may have grown since. */
async function findDocuments({ bytes }: NamedFile, events: readonly AuditEvent[]): Promise<string[]> {
  const completed = events.findLast(({ type }) => type === 'envelope.completed');
  const told = eventTypes['envelope.completed'].data.safeParse(completed?.data).data?.documents ?? [];
  const found: string[] = [];
  for (const { documentId, sealedByteSize, sealedSha256Hex } of told) {
    if (bytes.length < sealedByteSize) continue;
    if ((await sha256Hex(bytes.subarray(0, sealedByteSize))) === sealedSha256Hex) found.push(documentId);
  }
  return found;
}

function documentKeysIn(events: readonly AuditEvent[]): Set<string> {
  const seals = events.filter(({ type }) => type === 'seal.signed');
  const told = seals.flatMap(({ data }) => eventTypes['seal.signed'].data.safeParse(data).data ?? []);
  return new Set(
    told.filter(({ purpose }) => purpose === 'document').map((seal) => seal.keyFingerprintSha256Hex),
  );
}

interface SealExpectation {
  readonly trust: DocumentTrust;
  /** Key fingerprints of the record's seals of documents. */
  readonly keys: ReadonlySet<string>;
}

async function checkDocumentSeal(
  file: NamedFile,
  number: number,
  { trust, keys }: SealExpectation,
  list: CheckList,
): Promise<void> {
  const about = { id: `seal-${number}`, title: `${file.name}: its own seal` };
  const { trustedRootsPem, at } = trust;
  const found = await verifyPdf(file.bytes, { trustedRootsPem, ...(at && { at }) });
  const [broken] = found.checks.filter(({ state }) => state === 'fail');
  if (found.verdict === 'invalid') {
    list.fail('documents', about, broken?.detail ?? 'Its seal does not hold.');
    return;
  }
  const seals = (await readSeals(file.bytes))?.seals ?? [];
  if (!seals.some(({ keyFingerprintSha256Hex: key }) => key !== null && keys.has(key))) {
    list.fail('documents', about, 'It was sealed with another key than the events of the record name.');
    return;
  }
  if (found.verdict === 'valid') list.pass('documents', about, describeSeal(found.signatures));
  else
    list.leaveOpen(
      'documents',
      about,
      'Its seal is intact; whose it is cannot be said without a root you trust.',
    );
}

function describeSeal(signatures: readonly SignatureReport[]): string {
  const own = signatures.findLast(({ kind }) => kind === 'signature');
  const level = own?.level ? ` (PAdES ${own.level})` : '';
  return `Intact over the whole file, and that of ${own?.signerCommonName ?? 'a trusted signer'}${level}.`;
}
