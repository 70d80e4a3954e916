import { createHash } from 'node:crypto';
import { AppError } from '../domain/app-error.js';
import type { OrganisationId } from '../domain/ids.js';
import { BlobStore, type StoredBlob } from '../ports/blob-store.js';

/** Keeps plain bytes in memory; what is put can be read at once, registered or not. */
export class MemoryBlobStore extends BlobStore {
  private readonly blobs = new Map<string, Uint8Array>();

  override async put(organisationId: OrganisationId, bytes: Uint8Array): Promise<StoredBlob> {
    const sha256Hex = createHash('sha256').update(bytes).digest('hex');
    this.blobs.set(`${organisationId}/${sha256Hex}`, Uint8Array.from(bytes));
    return { sha256Hex, byteSize: bytes.length, wrappedKey: new Uint8Array(), wrappingKeyId: 'memory' };
  }

  override async get(organisationId: OrganisationId, sha256Hex: string): Promise<Uint8Array> {
    const bytes = this.blobs.get(`${organisationId}/${sha256Hex}`);
    if (!bytes) throw new AppError('blob-missing', 'A stored file is missing.');
    return Uint8Array.from(bytes);
  }

  override async remove(organisationId: OrganisationId, { sha256Hex }: StoredBlob): Promise<void> {
    this.blobs.delete(`${organisationId}/${sha256Hex}`);
  }
}
