import type { Readable } from 'node:stream';
import type { Envelope } from '../../domain/envelope.js';
import type { EnvelopeId, OrganisationId } from '../../domain/ids.js';
import { type ZipEntry, zipStream } from '../../http/zip-stream.js';
import type { BlobStore } from '../../ports/blob-store.js';
import type { EnvelopeFileReader } from '../../ports/envelope-files.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { uniqueNames } from './file-names.js';
import { envelopeStem, findEnvelope, type StoredFile, storedFile } from './stored-file.js';

/** Who takes everything: the organisation, or one of its recipients, whom the record about the others does not concern. */
export type ArchiveReader = 'member' | 'recipient';

export interface ArchiveRequest {
  readonly reader: ArchiveReader;
  /** audit.json ends with this event; 0 when there is none in the archive. */
  readonly untilSeq: number;
}

/**
 * What “everything” is: each document sealed (as shown where nothing was sealed), and for members the certificate.
 * audit.json goes with the certificate.
 *
 * @throws AppError `file-not-available` when a recipient asks before the envelope is completed
 */
export async function archivedFiles(
  tx: Transaction,
  envelope: Envelope,
  reader: ArchiveReader,
): Promise<StoredFile[]> {
  const isSealed = envelope.status === 'completed' || reader === 'recipient';
  const files: StoredFile[] = [];
  for (const { id: documentId } of envelope.documents) {
    files.push(await storedFile(tx, envelope, { kind: isSealed ? 'sealed' : 'original', documentId }));
  }
  if (reader === 'recipient' || !hasCertificate(envelope)) return files;
  return [...files, await storedFile(tx, envelope, { kind: 'certificate' })];
}

export function hasCertificate(envelope: Envelope): boolean {
  return 'certificateSha256Hex' in envelope && envelope.certificateSha256Hex !== null;
}

/** Everything of an envelope as one ZIP, made while it leaves. */
export class EnvelopeArchive {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly blobs: BlobStore,
    private readonly files: EnvelopeFileReader,
  ) {}

  async open(
    organisationId: OrganisationId,
    id: EnvelopeId,
    { reader, untilSeq }: ArchiveRequest,
  ): Promise<{ fileName: string; stream: Readable }> {
    const { stem, stored } = await this.unitOfWork.read(organisationId, async (tx) => {
      const envelope = await findEnvelope(tx, id);
      return { stem: envelopeStem(envelope), stored: await archivedFiles(tx, envelope, reader) };
    });
    const entries: ZipEntry[] = stored.map(({ fileName, sha256Hex }) => ({
      name: fileName,
      read: () => this.blobs.get(organisationId, sha256Hex),
    }));
    if (untilSeq > 0) {
      const read = () => this.files.read(organisationId, id, { kind: 'audit.json', untilSeq });
      entries.push({ name: `${stem} - audit.json`, read: async () => (await read()).bytes });
    }
    const names = uniqueNames(entries.map(({ name }) => name));
    const named = entries.map((entry, index) => ({ ...entry, name: names[index] ?? entry.name }));
    return { fileName: `${stem}.zip`, stream: zipStream(named) };
  }
}
