import type { Clock } from '../../ports/clock.js';
import type { DueWork } from '../../ports/due-work.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { UploadSpool } from '../../ports/upload-spool.js';

const EVERY_MS = 60_000;
const AT_ONCE = 200;
/** Longer than any request takes: what lies there without a row was left by a crash. */
const STRAY_AFTER_MS = 3_600_000;

/** Takes away what is left of uploads: those whose day is over, and bytes that no row knows. */
export class SweepUploads {
  private lastMs = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly spool: Pick<UploadSpool, 'remove' | 'untouchedSince'>,
    private readonly due: DueWork,
    private readonly clock: Clock,
  ) {}

  /** Looks at most once a minute. */
  async run(): Promise<void> {
    const nowMs = this.clock.now().getTime();
    if (nowMs - this.lastMs < EVERY_MS) return;
    this.lastMs = nowMs;
    await this.removeExpired();
    await this.removeStrays(new Date(nowMs - STRAY_AFTER_MS));
  }

  /** The row is locked by whoever takes its bytes away, and goes after them: without it nobody would look for them. */
  private async removeExpired(): Promise<void> {
    for (const { organisationId, uploadId } of await this.due.dueUploads(AT_ONCE)) {
      await this.unitOfWork.transact(organisationId, async (tx) => {
        if (await tx.uploads.removeExpired(uploadId)) await this.spool.remove(organisationId, uploadId);
      });
    }
  }

  private async removeStrays(before: Date): Promise<void> {
    for (const { organisationId, uploadId } of await this.spool.untouchedSince(before)) {
      const upload = await this.unitOfWork.read(organisationId, (tx) => tx.uploads.find(uploadId));
      const isWanted = upload !== null && upload.documentId === null && upload.refusal === null;
      if (!isWanted) await this.spool.remove(organisationId, uploadId);
    }
  }
}
