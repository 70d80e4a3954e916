import type { OrganisationId, UploadId } from '../domain/ids.js';

/** Where the bytes of one upload lie until it is finished, and the key they are encrypted under. */
export interface SpoolPlace {
  readonly organisationId: OrganisationId;
  readonly uploadId: UploadId;
  readonly wrappedKey: Uint8Array;
  readonly wrappingKeyId: string;
}

/** Bytes that are on the disk for good: `byteSize` of them, from `offset` of the file. */
export interface UploadSegment {
  readonly fileName: string;
  readonly offset: number;
  readonly byteSize: number;
}

/**
 * The room where uploads arrive: encrypted pieces on disk, never more than a piece's read buffer in memory. A piece counts
 * only when its caller has noted it; what a crash leaves un-noted is invisible and goes with the rest.
 */
export abstract class UploadSpool {
  /**
   * A place with a key of its own. `byteSize`: what is to come.
   * @throws AppError `storage-full` when so much would not fit, before a byte has arrived.
   */
  abstract open(organisationId: OrganisationId, uploadId: UploadId, byteSize: number): Promise<SpoolPlace>;

  /**
   * Writes what arrives, from `offset` on, and hands each durable piece to `note`. When the source breaks off, what came
   * until then is noted too, and the source's error is thrown.
   * @throws AppError `storage-full`, `storage-unavailable`; whatever `note` throws, the piece is gone then.
   */
  abstract write(
    place: SpoolPlace,
    offset: number,
    source: AsyncIterable<Uint8Array>,
    note: (segment: UploadSegment) => Promise<void>,
  ): Promise<void>;

  /**
   * The whole file in one buffer.
   * @throws AppError `blob-damaged` when the pieces do not follow each other or are not what was written.
   */
  abstract read(place: SpoolPlace, segments: readonly UploadSegment[]): Promise<Uint8Array>;

  /** Takes everything of an upload off the disk; gone already is as good. */
  abstract remove(organisationId: OrganisationId, uploadId: UploadId): Promise<void>;

  /** What lies there, unchanged since `before`: whoever knows no such upload may remove it. */
  abstract untouchedSince(before: Date): Promise<Pick<SpoolPlace, 'organisationId' | 'uploadId'>[]>;
}
