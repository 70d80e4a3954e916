import { type SealKeyDescription, writeAuditJson } from '@sealwright/audit';
import type { EnvelopeId, OrganisationId } from '../../domain/ids.js';
import type { BlobStore } from '../../ports/blob-store.js';
import { type EnvelopeFile, EnvelopeFileReader, type FileChoice } from '../../ports/envelope-files.js';
import type { SealKeys } from '../../ports/seal-key-repository.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { envelopeStem, findEnvelope, storedFile } from './stored-file.js';

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
    { kind, documentId, untilSeq = Number.MAX_SAFE_INTEGER }: FileChoice,
  ): Promise<EnvelopeFile> {
    if (kind === 'audit.json') return this.auditJson(organisationId, id, untilSeq);
    const { fileName, sha256Hex } = await this.unitOfWork.read(organisationId, async (tx) =>
      storedFile(tx, await findEnvelope(tx, id), { kind, documentId }),
    );
    const bytes = await this.blobs.get(organisationId, sha256Hex);
    return { fileName, type: 'application/pdf', bytes };
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
    return { fileName: `${envelopeStem(envelope)} - audit.json`, type: 'application/json', bytes };
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
