import type { AgreedBytes } from '../../domain/agreed-bytes.js';
import { AppError } from '../../domain/app-error.js';
import type { CompletedEnvelope, SealingEnvelope } from '../../domain/envelope.js';
import type { SealedDocument } from '../../domain/events.js';
import { asId, type DocumentId, type EnvelopeId, type SealId, type SealKeyId } from '../../domain/ids.js';
import {
  type DoneSeal,
  type DueSeal,
  type LeasedSeal,
  type SealCondition,
  SealRefused,
} from '../../domain/seal.js';
import type { Seal, SealFile, SealIntent, SealRepository } from '../../ports/seal-repository.js';
import type { Prisma, SealFile as SealFileRow, Seal as SealRow } from './generated/client.js';
import { fromHex, toHex, toHexOrNull } from './hex-columns.js';
import type { RepositoryScope } from './repository-scope.js';
import { toCondition, toConditionColumns } from './seal-condition-columns.js';
import { toLevel, toPolicy } from './sealing-policy-columns.js';

export class PrismaSealRepository implements SealRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async open(seal: Pick<Seal, 'id' | 'envelopeId' | 'documentId' | 'kind'>): Promise<void> {
    const { organisationId, now, client } = this.scope;
    await client.seal.createMany({
      data: [{ ...seal, organisationId, createdAt: now }],
      skipDuplicates: true,
    });
  }

  async find(id: SealId): Promise<Seal | null> {
    const row = await this.scope.client.seal.findUnique({ where: { id } });
    return row && toSeal(row);
  }

  async lock(id: SealId): Promise<Seal | null> {
    await this.scope.client.$queryRaw`SELECT 1 AS locked FROM seal WHERE id = ${id}::uuid FOR UPDATE`;
    return await this.find(id);
  }

  async ofEnvelope(envelopeId: EnvelopeId): Promise<readonly Seal[]> {
    const rows = await this.scope.client.seal.findMany({
      where: { envelopeId },
      orderBy: { createdAt: 'asc' },
    });
    return rows.map(toSeal);
  }

  async saveTaken(id: SealId, taken: LeasedSeal): Promise<void> {
    await this.change({ id, fence: taken.fence - 1 }, toColumns(taken));
  }

  async saveHeld(id: SealId, fence: number, next: SealCondition, intent?: SealIntent): Promise<void> {
    await this.change(
      { id, fence, state: 'leased' },
      { ...toColumns(next), ...(intent && this.intentColumns(intent)) },
    );
  }

  async saveDue(id: SealId, due: DueSeal): Promise<void> {
    await this.change({ id, fence: due.fence, state: { in: ['waiting', 'failed'] } }, toColumns(due));
  }

  async saveDone(id: SealId, fence: number, done: DoneSeal): Promise<void> {
    await this.change({ id, fence, state: 'leased' }, toColumns(done));
  }

  async lockWithEnvelope(id: SealId): Promise<Seal | null> {
    const seal = await this.lock(id);
    if (seal === null) return null;
    await this.scope.client
      .$queryRaw`SELECT 1 AS locked FROM envelope WHERE id = ${seal.envelopeId}::uuid FOR UPDATE`;
    return seal;
  }

  async agreedBytes(envelopeId: EnvelopeId): Promise<AgreedBytes[]> {
    const rows = await this.scope.client.signedDocument.findMany({ where: { envelopeId } });
    return rows.map((row) => ({
      recipientId: asId(row.recipientId),
      documentId: asId(row.documentId),
      sha256Hex: toHex(row.sha256),
    }));
  }

  async sealedDocuments(envelopeId: EnvelopeId): Promise<readonly SealedDocument[]> {
    const rows = await this.scope.client.seal.findMany({
      where: { envelopeId, kind: 'document', state: 'done' },
      select: {
        document: { select: { id: true, originalSha256: true } },
        files: { where: { sequence: 1 }, select: { sha256: true, byteSize: true } },
      },
    });
    return rows.flatMap(({ document, files }) =>
      files.map(({ sha256, byteSize }) => ({
        documentId: asId<DocumentId>(document.id),
        originalSha256Hex: toHex(document.originalSha256),
        sealedSha256Hex: toHex(sha256),
        sealedByteSize: Number(byteSize),
      })),
    );
  }

  async saveSealed(documentId: DocumentId, envelope: SealingEnvelope | CompletedEnvelope): Promise<void> {
    const { client } = this.scope;
    const sealed = envelope.documents.find(({ id }) => id === documentId)?.sealedSha256Hex ?? null;
    if (sealed === null) throw new TypeError('The document has no sealed file to be saved.');
    await client.document.updateMany({
      where: { id: documentId },
      data: { sealedSha256: fromHex(sealed) },
    });
    const { id, status, version, updatedAt } = envelope;
    const completedAt = envelope.status === 'completed' ? envelope.completedAt : null;
    const { count } = await client.envelope.updateMany({
      where: { id, version: version - 1 },
      data: { status, version, updatedAt, completedAt },
    });
    if (count !== 1) throw new AppError('version-conflict', 'The envelope changed while it was sealed.');
  }

  async keepCertificate(id: EnvelopeId, certificateSha256Hex: string): Promise<void> {
    await this.scope.client.envelope.updateMany({
      where: { id },
      data: {
        certificateSha256: fromHex(certificateSha256Hex),
        version: { increment: 1 },
        updatedAt: this.scope.now,
      },
    });
  }

  async addFile(
    { id, envelopeId }: Pick<Seal, 'id' | 'envelopeId'>,
    { sha256Hex, byteSize, ...file }: Omit<SealFile, 'createdAt'>,
  ): Promise<void> {
    const { organisationId, now: createdAt, client } = this.scope;
    const bytes = { sha256: fromHex(sha256Hex), byteSize: BigInt(byteSize) };
    await client.sealFile.create({
      data: { sealId: id, envelopeId, organisationId, createdAt, ...bytes, ...file },
    });
  }

  async files(id: SealId): Promise<readonly SealFile[]> {
    const rows = await this.scope.client.sealFile.findMany({
      where: { sealId: id },
      orderBy: { sequence: 'asc' },
    });
    return rows.map(toSealFile);
  }

  async releaseWaiting(causePrefixes: readonly string[]): Promise<number> {
    const { count } = await this.scope.client.seal.updateMany({
      where: { state: 'waiting', OR: causePrefixes.map((startsWith) => ({ causeCode: { startsWith } })) },
      data: { state: 'due', nextAttemptAt: null },
    });
    return count;
  }

  private intentColumns(intent: SealIntent): Prisma.SealUpdateManyMutationInput {
    return {
      candidateSha256: fromHex(intent.candidateSha256Hex),
      keyId: intent.keyId,
      intentAt: intent.intentAt,
      timestamps: intent.policy.timestamps,
      wantedLevel: intent.policy.level,
      contentsByteLength: intent.contentsByteLength,
    };
  }

  /** The fence in the condition is what stops a worker that slept through its lease (K9). */
  private async change(
    where: Prisma.SealWhereInput,
    data: Prisma.SealUpdateManyMutationInput,
  ): Promise<void> {
    const { count } = await this.scope.client.seal.updateMany({ where, data });
    if (count !== 1) throw new SealRefused('seal-lease-lost');
  }
}

function toSeal(row: SealRow): Seal {
  return {
    id: asId<SealId>(row.id),
    envelopeId: asId<EnvelopeId>(row.envelopeId),
    documentId: asId<DocumentId>(row.documentId),
    kind: row.kind,
    condition: conditionOf(row),
    candidateSha256Hex: toHexOrNull(row.candidateSha256),
    intentAt: row.intentAt,
    keyId: row.keyId === null ? null : asId<SealKeyId>(row.keyId),
    policy: toPolicy(row.timestamps, row.wantedLevel),
    contentsByteLength: row.contentsByteLength,
    createdAt: row.createdAt,
  };
}

function toSealFile(row: SealFileRow): SealFile {
  const { sequence, authority, timestampedAt, createdAt } = row;
  return {
    ...{ sequence, authority, timestampedAt, createdAt },
    sha256Hex: toHex(row.sha256),
    byteSize: Number(row.byteSize),
    level: toLevel(row.level),
    reason: row.reason as SealFile['reason'],
  };
}

function conditionOf(row: SealRow): SealCondition {
  return toCondition(row, {
    intentDigestHex: toHexOrNull(row.intentDigest),
    sealedSha256Hex: toHexOrNull(row.sealedSha256),
  });
}

function toColumns(condition: SealCondition): Prisma.SealUpdateManyMutationInput {
  return {
    ...toConditionColumns(condition),
    ...(condition.intentDigestHex !== null && { intentDigest: fromHex(condition.intentDigestHex) }),
    ...(condition.state === 'done' && { sealedSha256: fromHex(condition.sealedSha256Hex) }),
  };
}
