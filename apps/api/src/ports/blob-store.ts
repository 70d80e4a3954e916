import type { OrganisationId } from '../domain/ids.js';

/** What the index keeps of one encrypted object: how large it is and its own data key, wrapped. */
export interface StoredBlob {
  /** SHA-256 of the plain bytes, 64 lower-case hex digits. */
  readonly sha256Hex: string;
  readonly byteSize: number;
  readonly wrappedKey: Uint8Array;
  readonly wrappingKeyId: string;
}

/**
 * Content-addressed objects, encrypted at rest with a key of their own. Write bytes first, rows second:
 *
 *     const blob = await blobs.put(organisationId, bytes);
 *     await unitOfWork.transact(organisationId, async (tx) => { await tx.blobs.register(blob); … });
 *
 * A crash between the two leaves an object nobody can name, never a row without its object.
 */
export abstract class BlobStore {
  /**
   * Stores bytes durably: temporary name, fsync, read back, compare, rename. Equal bytes of one organisation may be put
   * any number of times. MUST NOT be called inside a unit of work.
   * @throws AppError `storage-full` (507) when the disk is full, `storage-unavailable` otherwise.
   */
  abstract put(organisationId: OrganisationId, bytes: Uint8Array): Promise<StoredBlob>;

  /**
   * The plain bytes of a registered object, with length and SHA-256 checked. MUST NOT be called inside a unit of work.
   * @throws AppError `file-erased` (410) when it was erased, `blob-missing` when no such object is registered or its file is gone, `blob-damaged` when what is
   * on disk is not what was written.
   */
  abstract get(organisationId: OrganisationId, sha256Hex: string): Promise<Uint8Array>;

  /**
   * Takes the file of an erased object off the disk; gone already is as good. MUST NOT be called inside a unit of work.
   * @throws AppError `storage-unavailable`, `master-key-wrong`
   */
  abstract remove(organisationId: OrganisationId, blob: StoredBlob): Promise<void>;
}

/** The rows of the blob store, part of a unit of work. */
export interface BlobIndex {
  /** Makes a put object readable. The first registration of equal bytes wins; later ones change nothing. */
  register(blob: StoredBlob): Promise<void>;
  find(sha256Hex: string): Promise<StoredBlob | null>;
  /** When the object was erased; null when it was not, or equal bytes came back since. */
  erasedAt(sha256Hex: string): Promise<Date | null>;
}
