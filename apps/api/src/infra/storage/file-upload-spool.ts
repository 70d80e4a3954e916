import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { asId, isUuid, type OrganisationId, type UploadId } from '../../domain/ids.js';
import type { KeyWrapper } from '../../ports/key-wrapper.js';
import { type SpoolPlace, type UploadSegment, UploadSpool } from '../../ports/upload-spool.js';
import { newDataKey } from './blob-encryption.js';
import { toStorageError } from './durable-file.js';
import { damagedUpload, readSegment, SegmentFile } from './segment-file.js';

/** A killed process loses at most this much of an upload. */
const SEGMENT_BYTES = 4 * 1_048_576;
/** Left free for sealing what is out already: an upload must never be what stops it. */
const RESERVE_BYTES = 64 * 1_048_576;

/** `<root>/<organisation>/<upload>/<offset>-<random>`, one folder for each upload. */
export class FileUploadSpool extends UploadSpool {
  constructor(
    private readonly root: string,
    private readonly keys: KeyWrapper,
    private readonly sizes = { segmentBytes: SEGMENT_BYTES, reserveBytes: RESERVE_BYTES },
  ) {
    super();
  }

  override async open(
    organisationId: OrganisationId,
    uploadId: UploadId,
    byteSize: number,
  ): Promise<SpoolPlace> {
    const folder = this.folderOf({ organisationId, uploadId });
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await statfs(folder);
      if (bavail * bsize < byteSize + this.sizes.reserveBytes)
        throw Object.assign(new Error(), { code: 'ENOSPC' });
    } catch (error) {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
      throw toStorageError(error);
    }
    const wrappedKey = await this.keys.wrap(newDataKey(), wrapContext(organisationId, uploadId));
    return { organisationId, uploadId, wrappedKey, wrappingKeyId: this.keys.keyId };
  }

  override async write(
    place: SpoolPlace,
    offset: number,
    source: AsyncIterable<Uint8Array>,
    note: (segment: UploadSegment) => Promise<void>,
  ): Promise<void> {
    const writer = new SegmentWriter(this.folderOf(place), await this.keyOf(place), place, offset, note);
    try {
      for await (const chunk of source) {
        await writer.append(chunk);
        if (writer.pendingBytes >= this.sizes.segmentBytes) await writer.keep();
      }
    } catch (error) {
      // The line broke, or the storage did: what is whole on the disk need not be sent again.
      await writer.keep().catch(() => undefined);
      throw error;
    }
    await writer.keep();
  }

  override async read(place: SpoolPlace, segments: readonly UploadSegment[]): Promise<Uint8Array> {
    const dataKey = await this.keyOf(place);
    const whole = Buffer.alloc(segments.reduce((sum, { byteSize }) => sum + byteSize, 0));
    let at = 0;
    for (const { fileName, offset, byteSize } of segments) {
      if (offset !== at) throw damagedUpload();
      const path = join(this.folderOf(place), fileName);
      await readSegment(path, dataKey, contextOf(place, offset), whole.subarray(at, at + byteSize));
      at += byteSize;
    }
    return whole;
  }

  override async remove(organisationId: OrganisationId, uploadId: UploadId): Promise<void> {
    const folder = this.folderOf({ organisationId, uploadId });
    await rm(folder, { recursive: true, force: true }).catch((error: unknown) => {
      throw toStorageError(error);
    });
  }

  override async untouchedSince(before: Date): Promise<Pick<SpoolPlace, 'organisationId' | 'uploadId'>[]> {
    const found: Pick<SpoolPlace, 'organisationId' | 'uploadId'>[] = [];
    for (const organisation of await names(this.root)) {
      for (const upload of await names(join(this.root, organisation))) {
        if (!isUuid(organisation) || !isUuid(upload)) continue;
        const changed = await stat(join(this.root, organisation, upload)).catch(() => null);
        if (changed === null || changed.mtime >= before) continue;
        found.push({ organisationId: asId(organisation), uploadId: asId(upload) });
      }
    }
    return found;
  }

  private folderOf({ organisationId, uploadId }: Pick<SpoolPlace, 'organisationId' | 'uploadId'>): string {
    return join(this.root, organisationId, uploadId);
  }

  private async keyOf({
    organisationId,
    uploadId,
    wrappedKey,
    wrappingKeyId,
  }: SpoolPlace): Promise<Uint8Array> {
    return await this.keys.unwrap(wrappedKey, wrappingKeyId, wrapContext(organisationId, uploadId));
  }
}

/** One request's bytes on their way into pieces. */
class SegmentWriter {
  private open: SegmentFile | null = null;
  private fileName = '';

  constructor(
    private readonly folder: string,
    private readonly dataKey: Uint8Array,
    private readonly place: SpoolPlace,
    private offset: number,
    private readonly note: (segment: UploadSegment) => Promise<void>,
  ) {}

  get pendingBytes(): number {
    return this.open?.byteSize ?? 0;
  }

  async append(chunk: Uint8Array): Promise<void> {
    try {
      this.open ??= await this.begin();
      await this.open.append(chunk);
    } catch (error) {
      await this.drop();
      throw toStorageError(error);
    }
  }

  /** Ends the piece and has it noted. Nothing is kept of one that could not be. */
  async keep(): Promise<void> {
    const segment = this.open;
    if (segment === null) return;
    const { fileName, offset } = this;
    const { byteSize } = segment;
    try {
      await segment.close();
    } catch (error) {
      await this.drop();
      throw toStorageError(error);
    }
    this.open = null;
    try {
      await this.note({ fileName, offset, byteSize });
    } catch (error) {
      await rm(join(this.folder, fileName), { force: true }).catch(() => undefined);
      throw error;
    }
    this.offset += byteSize;
  }

  private async begin(): Promise<SegmentFile> {
    // Two requests may carry the same offset; each writes a file of its own, and the one that is noted first counts.
    this.fileName = `${this.offset}-${randomBytes(6).toString('hex')}`;
    const context = contextOf(this.place, this.offset);
    return await SegmentFile.create(join(this.folder, this.fileName), this.dataKey, context);
  }

  private async drop(): Promise<void> {
    await this.open?.discard().catch(() => undefined);
    this.open = null;
  }
}

function contextOf({ organisationId, uploadId }: SpoolPlace, offset: number): string {
  return `sealwright-upload-v1|${organisationId}|${uploadId}|${offset}`;
}

/** Data keys are wrapped for a hash; an upload has none yet, so its id stands in. */
function wrapContext(organisationId: OrganisationId, uploadId: UploadId) {
  return { organisationId, sha256Hex: createHash('sha256').update(`upload|${uploadId}`).digest('hex') };
}

async function names(folder: string): Promise<string[]> {
  return await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw toStorageError(error);
  });
}
