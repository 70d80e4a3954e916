import { AppError } from '../../domain/app-error.js';
import type { Envelope, EnvelopeDocument } from '../../domain/envelope.js';
import type { DocumentId, EnvelopeId } from '../../domain/ids.js';
import type { EnvelopeFileKind, FileChoice } from '../../ports/envelope-files.js';
import type { Transaction } from '../../ports/transaction.js';
import { fileStem } from './file-names.js';

type StoredKind = Exclude<EnvelopeFileKind, 'audit.json'>;

/** A file of an envelope that is stored under its hash. */
export interface StoredFile {
  readonly kind: StoredKind;
  readonly sha256Hex: string;
  readonly fileName: string;
  /** The document the file is of, or where the certificate of them all stands: the first. */
  readonly documentId: DocumentId | null;
}

/**
 * Which stored file is meant. A sealed file that was extended is handed out as it is now; what was handed out before is its
 * beginning.
 *
 * @throws AppError `file-not-available`, `not-found` for a document of another envelope, `validation-failed` when one of
 * several must be named
 */
export async function storedFile(
  tx: Transaction,
  envelope: Envelope,
  { kind, documentId }: FileChoice & { readonly kind: StoredKind },
): Promise<StoredFile> {
  if (kind === 'certificate') return certificateFile(tx, envelope);
  const document = chosenDocument(envelope, documentId);
  const stem = fileStem(document.name);
  const ofDocument = { kind, documentId: document.id };
  if (kind === 'original') {
    // What people are shown. Of an upload that was normalised or converted only the hash is kept (ADR 0028).
    return { ...ofDocument, sha256Hex: document.frozenSha256Hex, fileName: `${stem}.pdf` };
  }
  if (envelope.status !== 'completed' || document.sealedSha256Hex === null) throw notThere('sealed');
  const newest = await newestFile(tx, envelope.id, 'document', document.id);
  const sha256Hex = newest ?? document.sealedSha256Hex;
  return { ...ofDocument, sha256Hex, fileName: `${stem} - sealed.pdf` };
}

async function certificateFile(tx: Transaction, envelope: Envelope): Promise<StoredFile> {
  const first = 'certificateSha256Hex' in envelope ? envelope.certificateSha256Hex : null;
  if (first === null) throw notThere('certificate');
  const sha256Hex = (await newestFile(tx, envelope.id, 'certificate')) ?? first;
  const documentId = envelope.documents[0]?.id ?? null;
  return {
    kind: 'certificate',
    documentId,
    sha256Hex,
    fileName: `${envelopeStem(envelope)} - certificate.pdf`,
  };
}

/** Files about the whole envelope are named after its one document, or after the envelope where there are several. */
export function envelopeStem({ documents, title }: Envelope): string {
  const [only, ...others] = documents;
  return fileStem(only !== undefined && others.length === 0 ? only.name : title);
}

function chosenDocument({ documents }: Envelope, documentId: DocumentId | undefined): EnvelopeDocument {
  const [first] = documents;
  if (first === undefined) throw notThere('original');
  if (documentId !== undefined) {
    const found = documents.find(({ id }) => id === documentId);
    if (found) return found;
    throw new AppError('not-found', 'This envelope has no such document.');
  }
  if (documents.length === 1) return first;
  throw new AppError(
    'validation-failed',
    `This envelope has ${documents.length} documents: say which with documentId, or take all.zip.`,
    { pointer: '/documentId' },
  );
}

async function newestFile(
  tx: Transaction,
  id: EnvelopeId,
  kind: 'document' | 'certificate',
  documentId?: DocumentId,
): Promise<string | null> {
  const seal = (await tx.seals.ofEnvelope(id)).find(
    (one) => one.kind === kind && (documentId === undefined || one.documentId === documentId),
  );
  return (seal && (await tx.seals.files(seal.id)).at(-1)?.sha256Hex) ?? null;
}

const notThereYet: Readonly<Record<StoredKind, string>> = {
  original: 'This envelope has no document yet.',
  sealed: 'The sealed file is there once everyone has signed and the seal is made.',
  certificate: 'The audit certificate is made when the envelope has ended; try again in a moment.',
};

function notThere(kind: StoredKind): AppError {
  return new AppError('file-not-available', notThereYet[kind]);
}

/** @throws AppError `not-found` */
export async function findEnvelope(tx: Transaction, id: EnvelopeId): Promise<Envelope> {
  const envelope = await tx.envelopes.find(id);
  if (envelope === null) throw new AppError('not-found', 'There is no such envelope.');
  return envelope;
}
