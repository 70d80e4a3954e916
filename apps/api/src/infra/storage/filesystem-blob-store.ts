import { type FileHandle, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../domain/app-error.js';
import { erasedFile } from '../../domain/erased.js';
import type { OrganisationId } from '../../domain/ids.js';
import { BlobStore, type StoredBlob } from '../../ports/blob-store.js';
import type { KeyWrapper } from '../../ports/key-wrapper.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import {
  decryptFile,
  encryptedSlices,
  keyTag,
  newDataKey,
  opensAgain,
  sha256Hex,
} from './blob-encryption.js';
import { toStorageError, whileOpen, writePartsDurably } from './durable-file.js';

interface BlobContext {
  readonly organisationId: OrganisationId;
  readonly sha256Hex: string;
}

/**
 * Encrypted objects as files: `<root>/<organisation>/<first two digits>/<sha256>.<key tag>`.
 *
 * The data key is kept, wrapped, only in the database: removing that row makes the file and every backup of it
 * unreadable. The tag of the key is part of the name, so two writers of the same bytes write two files and the row that
 * wins names its own.
 */
export class FilesystemBlobStore extends BlobStore {
  constructor(
    private readonly root: string,
    private readonly keys: KeyWrapper,
    private readonly units: UnitOfWork,
  ) {
    super();
  }

  override async put(organisationId: OrganisationId, bytes: Uint8Array): Promise<StoredBlob> {
    const context = { organisationId, sha256Hex: sha256Hex(bytes) };
    const known = await this.find(organisationId, context.sha256Hex);
    if (known) {
      await this.mendIfDamaged(organisationId, known, bytes);
      return known;
    }
    const dataKey = newDataKey();
    await this.write(context, dataKey, bytes);
    return {
      sha256Hex: context.sha256Hex,
      byteSize: bytes.length,
      wrappedKey: await this.keys.wrap(dataKey, context),
      wrappingKeyId: this.keys.keyId,
    };
  }

  override async get(organisationId: OrganisationId, hash: string): Promise<Uint8Array> {
    const blob = await this.find(organisationId, hash);
    if (!blob) throw await this.absent(organisationId, hash);
    return await this.read(organisationId, blob);
  }

  override async remove(organisationId: OrganisationId, blob: StoredBlob): Promise<void> {
    const context = { organisationId, sha256Hex: blob.sha256Hex };
    const dataKey = await this.keys.unwrap(blob.wrappedKey, blob.wrappingKeyId, context);
    await rm(this.pathOf(organisationId, blob.sha256Hex, dataKey), { force: true }).catch(
      (error: unknown) => {
        throw toStorageError(error);
      },
    );
  }

  private async absent(organisationId: OrganisationId, hash: string): Promise<AppError> {
    const at = await this.units.read(organisationId, (tx) => tx.blobs.erasedAt(hash));
    return at === null ? missing() : erasedFile(at);
  }

  private async read(organisationId: OrganisationId, blob: StoredBlob): Promise<Uint8Array> {
    const context = { organisationId, sha256Hex: blob.sha256Hex };
    const dataKey = await this.keys.unwrap(blob.wrappedKey, blob.wrappingKeyId, context);
    const path = this.pathOf(organisationId, blob.sha256Hex, dataKey);
    return await whileOpen(path, (file) => decryptFile(file, dataKey, context)).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw missing();
      throw toStorageError(error);
    });
  }

  private async write(context: BlobContext, dataKey: Uint8Array, bytes: Uint8Array): Promise<void> {
    const path = this.pathOf(context.organisationId, context.sha256Hex, dataKey);
    // Before anything is named by its hash, see that it opens again.
    const isKept = (file: FileHandle) => opensAgain(file, dataKey, context);
    await writePartsDurably(path, encryptedSlices(bytes, dataKey, context), isKept);
  }

  /** Whoever puts the same bytes again heals a file that was damaged or lost, under the key its row already has. */
  private async mendIfDamaged(
    organisationId: OrganisationId,
    blob: StoredBlob,
    bytes: Uint8Array,
  ): Promise<void> {
    try {
      await this.read(organisationId, blob);
    } catch (error) {
      if (!(error instanceof AppError) || !['blob-damaged', 'blob-missing'].includes(error.code)) throw error;
      const context = { organisationId, sha256Hex: blob.sha256Hex };
      const dataKey = await this.keys.unwrap(blob.wrappedKey, blob.wrappingKeyId, context);
      await this.write(context, dataKey, bytes);
    }
  }

  private async find(organisationId: OrganisationId, hash: string): Promise<StoredBlob | null> {
    return await this.units.read(organisationId, (tx) => tx.blobs.find(hash));
  }

  private pathOf(organisationId: OrganisationId, hash: string, dataKey: Uint8Array): string {
    return join(this.root, organisationId, hash.slice(0, 2), `${hash}.${keyTag(dataKey)}`);
  }
}

function missing(): AppError {
  return new AppError('blob-missing', 'A stored file is missing. Restore it from a backup.');
}
