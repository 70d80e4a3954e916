import { type SealKeyDescription, writeAuditJson } from '@sealwright/audit';
import { AppError } from '../../domain/app-error.js';
import type { Envelope } from '../../domain/envelope.js';
import type { EnvelopeId, OrganisationId } from '../../domain/ids.js';
import type { BlobStore } from '../../ports/blob-store.js';
import {
  type EnvelopeFile,
  EnvelopeFileReader,
  type EnvelopeFileKind as FileKind,
} from '../../ports/envelope-files.js';
import type { SealKeys } from '../../ports/seal-key-repository.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

export type { EnvelopeFile, EnvelopeFileKind as FileKind } from '../../ports/envelope-files.js';

/** One file of an envelope as it can be handed out. */
export class EnvelopeFiles extends EnvelopeFileReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly blobs: BlobStore,
    private readonly sealKeys: SealKeys,
  ) {
    super();
  }

  override async read(
    organisationId: OrganisationId,
    id: EnvelopeId,
    kind: FileKind,
    untilSeq = Number.MAX_SAFE_INTEGER,
  ): Promise<EnvelopeFile> {
    if (kind === 'audit.json') return this.auditJson(organisationId, id, untilSeq);
    const { envelope, hash } = await this.unitOfWork.read(organisationId, async (tx) => {
      const found = await findEnvelope(tx, id);
      return { envelope: found, hash: await storedHash(tx, found, kind) };
    });
    const bytes = await this.blobs.get(organisationId, hash);
    return { fileName: fileNameOf(envelope, kind), type: 'application/pdf', bytes };
  }

  private async auditJson(
    organisationId: OrganisationId,
    id: EnvelopeId,
    untilSeq: number,
  ): Promise<EnvelopeFile> {
    const stream = `envelope:${id}`;
    const { envelope, events, personal, keyId } = await this.unitOfWork.read(organisationId, async (tx) => {
      const found = await findEnvelope(tx, id);
      const seals = await tx.seals.ofEnvelope(id);
      return {
        envelope: found,
        events: (await tx.auditLog.events(stream)).filter((event) => event.seq <= untilSeq),
        personal: (await tx.auditLog.personal(stream)).filter((value) => value.seq <= untilSeq),
        keyId:
          found.status === 'completed'
            ? (seals.find((seal) => seal.kind === 'document')?.keyId ?? null)
            : null,
      };
    });
    const sealKey = keyId === null ? null : await this.describeKey(keyId);
    const bytes = writeAuditJson({ stream, records: events, personal, sealKey });
    return { fileName: fileNameOf(envelope, 'audit.json'), type: 'application/json', bytes };
  }

  private async describeKey(id: Parameters<SealKeys['find']>[0]): Promise<SealKeyDescription | null> {
    const key = await this.sealKeys.find(id);
    if (key === null) return null;
    const { algorithm, fingerprintSha256Hex, origin, softToken, chainPem } = key;
    return {
      ...{ algorithm, origin, softToken },
      keyFingerprintSha256Hex: fingerprintSha256Hex,
      certificateChainPem: chainPem,
    };
  }
}

/**
 * The hash of a stored file of the envelope. A sealed file that was extended is handed out as it is now; what was
 * handed out before is its beginning.
 * @throws AppError `file-not-available`
 */
export async function storedHash(
  tx: Transaction,
  envelope: Envelope,
  kind: Exclude<FileKind, 'audit.json'>,
): Promise<string> {
  const hash = firstHash(envelope, kind);
  if (kind === 'original') return hash;
  const ofKind = kind === 'sealed' ? 'document' : 'certificate';
  const seal = (await tx.seals.ofEnvelope(envelope.id)).find((one) => one.kind === ofKind);
  const newest = seal && (await tx.seals.files(seal.id)).at(-1);
  return newest?.sha256Hex ?? hash;
}

/** As it was when it was uploaded or sealed. */
function firstHash(envelope: Envelope, kind: Exclude<FileKind, 'audit.json'>): string {
  const [document] = envelope.documents;
  const hash = {
    original: document?.originalSha256Hex ?? null,
    sealed: envelope.status === 'completed' ? (document?.sealedSha256Hex ?? null) : null,
    certificate: 'certificateSha256Hex' in envelope ? envelope.certificateSha256Hex : null,
  }[kind];
  if (hash !== null) return hash;
  throw new AppError(
    'file-not-available',
    {
      original: 'This envelope has no document yet.',
      sealed: 'The sealed file is there once everyone has signed and the seal is made.',
      certificate: 'The audit certificate is made when the envelope has ended; try again in a moment.',
    }[kind],
  );
}

/** @throws AppError `not-found` */
export async function findEnvelope(tx: Transaction, id: EnvelopeId): Promise<Envelope> {
  const envelope = await tx.envelopes.find(id);
  if (envelope === null) throw new AppError('not-found', 'There is no such envelope.');
  return envelope;
}

function fileNameOf(envelope: Envelope, kind: FileKind): string {
  const base = (envelope.documents[0]?.name ?? envelope.title).replace(/\.pdf$/i, '') || 'document';
  const suffix = {
    original: '.pdf',
    sealed: ' - sealed.pdf',
    certificate: ' - certificate.pdf',
    'audit.json': ' - audit.json',
  };
  return `${base}${suffix[kind]}`;
}
