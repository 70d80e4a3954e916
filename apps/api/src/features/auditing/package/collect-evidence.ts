import { createHash } from 'node:crypto';
import { AppError } from '../../../domain/app-error.js';
import type { Envelope } from '../../../domain/envelope.js';
import type { EnvelopeId, SealKeyId } from '../../../domain/ids.js';
import type { BlobStore } from '../../../ports/blob-store.js';
import type { EnvelopeFileReader } from '../../../ports/envelope-files.js';
import type { LoggedEvent, LogProofs } from '../../../ports/log-proofs.js';
import type { SealKeys } from '../../../ports/seal-key-repository.js';
import type { Seal } from '../../../ports/seal-repository.js';
import type { Transaction } from '../../../ports/transaction.js';
import type { UnitOfWork } from '../../../ports/unit-of-work.js';
import type { EvidenceReader } from '../reader.js';

/** A file of the package: stored under its hash, or made here. */
export interface PackageFile {
  readonly name: string;
  readonly sha256Hex: string;
  readonly read: () => Promise<Uint8Array>;
}

export interface CollectedEvidence {
  readonly title: string;
  readonly status: string;
  /** When documents and certificate were erased; what is left is the record. */
  readonly erasedAt: Date | null;
  /** The last event of audit.json. */
  readonly headSeq: number;
  readonly files: readonly PackageFile[];
  /** Proof that this last event is in the log; null while the log is behind. */
  readonly logged: LoggedEvent | null;
  readonly sealChainPem: string | null;
}

interface Stored {
  readonly name: string;
  readonly sha256Hex: string;
}

/** How far back the newest event with a proof is looked for: what the last second wrote is not in the log yet. */
const NEWEST_EVENTS = 40;

export interface EvidenceSources {
  readonly unitOfWork: UnitOfWork;
  readonly blobs: BlobStore;
  readonly files: EnvelopeFileReader;
  readonly proofs: LogProofs;
  readonly sealKeys: SealKeys;
}

/** Everything that shows, without us, what happened to one envelope. Reads only. */
export class CollectEvidence {
  constructor(private readonly sources: EvidenceSources) {}

  /** @throws AppError `not-found` */
  async run({ organisationId }: EvidenceReader, id: EnvelopeId): Promise<CollectedEvidence> {
    const { unitOfWork, blobs, files } = this.sources;
    const found = await unitOfWork.read(organisationId, (tx) => readRows(tx, id));
    const head = await this.newestLogged(`envelope:${id}`, found.lastSeq);
    const record = await files.read(organisationId, id, { kind: 'audit.json', untilSeq: head.seq });
    return {
      ...{ title: found.title, status: found.status, erasedAt: found.erasedAt },
      ...{ headSeq: head.seq, logged: head.logged },
      sealChainPem: await this.chainOf(found.keyId),
      files: [
        ...found.stored.map(({ name, sha256Hex }) => ({
          ...{ name, sha256Hex },
          read: () => blobs.get(organisationId, sha256Hex),
        })),
        { name: 'audit.json', sha256Hex: sha256Hex(record.bytes), read: () => Promise.resolve(record.bytes) },
      ],
    };
  }

  /** Back from the newest: usually the first one asked, unless something happened within the last second. */
  private async newestLogged(stream: string, lastSeq: number) {
    for (let seq = lastSeq; seq > Math.max(0, lastSeq - NEWEST_EVENTS); seq -= 1) {
      const logged = await this.sources.proofs.ofEvent(stream, seq);
      if (logged !== null) return { seq, logged };
    }
    return { seq: lastSeq, logged: null };
  }

  private async chainOf(keyId: SealKeyId | null): Promise<string | null> {
    return keyId === null ? null : ((await this.sources.sealKeys.find(keyId))?.chainPem ?? null);
  }
}

async function readRows(tx: Transaction, id: EnvelopeId) {
  const envelope = await tx.envelopes.find(id);
  if (envelope === null) throw new AppError('not-found', 'There is no such envelope.');
  const seals = await tx.seals.ofEnvelope(id);
  const { documentsErasedAt: erasedAt } = await tx.retention.erased(id);
  const stored = erasedAt === null ? await storedFiles(tx, envelope, seals) : [];
  const lastSeq = (await tx.auditLog.events(`envelope:${id}`)).at(-1)?.seq ?? 0;
  const keyId = seals.find((seal) => seal.keyId !== null)?.keyId ?? null;
  return { title: envelope.title, status: envelope.status, erasedAt, stored, lastSeq, keyId };
}

/** Sealed documents as they are now, original ones where nothing is sealed, and the certificate. */
async function storedFiles(tx: Transaction, envelope: Envelope, seals: readonly Seal[]): Promise<Stored[]> {
  const stored: Stored[] = [];
  for (const [index, document] of envelope.documents.entries()) {
    const seal = seals.find((one) => one.kind === 'document' && one.documentId === document.id);
    const newest = seal && (await tx.seals.files(seal.id)).at(-1);
    const sealed = newest?.sha256Hex ?? document.sealedSha256Hex;
    const kind = sealed === null ? 'original' : 'sealed';
    stored.push({
      name: `document-${index + 1}-${kind}.pdf`,
      // As people were shown it: of an upload that was normalised only the hash is kept.
      sha256Hex: sealed ?? document.frozenSha256Hex,
    });
  }
  const first = 'certificateSha256Hex' in envelope ? envelope.certificateSha256Hex : null;
  if (first === null) return stored;
  const seal = seals.find(({ kind }) => kind === 'certificate');
  const newest = seal && (await tx.seals.files(seal.id)).at(-1);
  return [...stored, { name: 'certificate.pdf', sha256Hex: newest?.sha256Hex ?? first }];
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
