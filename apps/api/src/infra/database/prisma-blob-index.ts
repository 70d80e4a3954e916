import type { BlobIndex, StoredBlob } from '../../ports/blob-store.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaBlobIndex implements BlobIndex {
  constructor(private readonly scope: RepositoryScope) {}

  async register(blob: StoredBlob): Promise<void> {
    // The first registration wins: its key opens its own file, and both hold the same bytes.
    await this.scope.client.blob.createMany({
      data: [
        {
          organisationId: this.scope.organisationId,
          sha256: Uint8Array.from(Buffer.from(blob.sha256Hex, 'hex')),
          byteSize: BigInt(blob.byteSize),
          wrappedKey: Uint8Array.from(blob.wrappedKey),
          wrappingKeyId: blob.wrappingKeyId,
        },
      ],
      skipDuplicates: true,
    });
  }

  async erasedAt(sha256Hex: string): Promise<Date | null> {
    if ((await this.find(sha256Hex)) !== null) return null;
    const sha256 = Uint8Array.from(Buffer.from(sha256Hex, 'hex'));
    const row = await this.scope.client.blobRemoval.findUnique({
      where: { organisationId_sha256: { organisationId: this.scope.organisationId, sha256 } },
    });
    return row?.erasedAt ?? null;
  }

  async find(sha256Hex: string): Promise<StoredBlob | null> {
    const sha256 = Uint8Array.from(Buffer.from(sha256Hex, 'hex'));
    const row = await this.scope.client.blob.findUnique({
      where: { organisationId_sha256: { organisationId: this.scope.organisationId, sha256 } },
    });
    if (!row) return null;
    return {
      sha256Hex,
      byteSize: Number(row.byteSize),
      wrappedKey: row.wrappedKey,
      wrappingKeyId: row.wrappingKeyId,
    };
  }
}
