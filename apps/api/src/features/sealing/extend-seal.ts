import { extendPdf, type TimestampToken } from '@sealwright/signing-core';
import { AppError } from '../../domain/app-error.js';
import type { OrganisationId, SealId } from '../../domain/ids.js';
import { fail, finish, type LeasedSeal, type NewCause, renew, SealRefused, wait } from '../../domain/seal.js';
import { dueAgain, type ExtensionReason, owedTo, renewalDueAt } from '../../domain/seal-extension.js';
import { isBelow, type SealLevel } from '../../domain/sealing-policy.js';
import { bySystem, record } from '../../events/record.js';
import type { BlobStore, StoredBlob } from '../../ports/blob-store.js';
import type { CrashPoints } from '../../ports/crash-points.js';
import type { PdfSandbox } from '../../ports/pdf-sandbox.js';
import type { SealExtension } from '../../ports/seal-extension-repository.js';
import type { SealKeys } from '../../ports/seal-key-repository.js';
import type { Seal, SealFile } from '../../ports/seal-repository.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { type Stamper, TokenLog } from './assemble-seal.js';
import { type CheckedFile, checkSealed, disagreement } from './check-sealed.js';
import { certificateEnd } from './keep-first-file.js';
import { judge, type SealVerdict } from './seal-causes.js';
import { extendedEvent } from './seal-events.js';
import { takeOrLeave } from './take-seal.js';
import { TimestampMissing } from './timestamp-causes.js';

export interface ExtendSealParts {
  readonly unitOfWork: UnitOfWork;
  readonly blobs: BlobStore;
  readonly sandbox: PdfSandbox;
  readonly sealKeys: SealKeys;
  readonly crashPoints: CrashPoints;
  readonly stamper: Stamper;
  readonly renewDays: number;
}

export type ExtensionOutcome =
  | { readonly outcome: 'not-due' | 'done' }
  | { readonly outcome: 'stopped'; readonly reason: SealVerdict; readonly error: unknown };

interface HeldExtension {
  readonly organisationId: OrganisationId;
  readonly seal: Seal;
  readonly target: SealLevel;
  readonly reason: ExtensionReason;
  /** The file as it is handed out now. */
  readonly previous: SealFile;
  leased: LeasedSeal;
}

interface Grown {
  readonly bytes: Uint8Array;
  readonly timestamp: TimestampToken | null;
}

/**
 * Brings a sealed file to the level it is owed, or renews its archive timestamp, by an increment: no byte of the file
 * before changes, and its hash stays known. A `kill -9` after any step leaves the file before, or the whole new one.
 */
export class ExtendSeal {
  constructor(private readonly parts: ExtendSealParts) {}

  async run(organisationId: OrganisationId, sealId: SealId): Promise<ExtensionOutcome> {
    const held = await this.takeLease(organisationId, sealId);
    if (held === null) return { outcome: 'not-due' };
    this.parts.crashPoints.reach('X1');
    try {
      await this.extend(held);
      return { outcome: 'done' };
    } catch (error) {
      const reason = judge(error);
      await this.stop(held, reason);
      return { outcome: 'stopped', reason, error };
    }
  }

  /** Writes why nothing can be added at the moment, without trying. */
  async postpone(organisationId: OrganisationId, sealId: SealId, cause: NewCause): Promise<void> {
    const held = await this.takeLease(organisationId, sealId);
    if (held) await this.stop(held, { verdict: 'wait', cause, aboutToken: false });
  }

  private async takeLease(organisationId: OrganisationId, sealId: SealId): Promise<HeldExtension | null> {
    return await this.parts.unitOfWork.transact(organisationId, async (tx) => {
      const extension = await tx.sealExtensions.lock(sealId);
      const seal = extension && (await tx.seals.find(sealId));
      const previous = (await tx.seals.files(sealId)).at(-1);
      if (!seal || !previous) return null;
      const condition = dueAgain(extension.condition, extension.renewAt, tx.now);
      const leased = takeOrLeave({ condition }, tx.now);
      if (!leased) return null;
      await tx.sealExtensions.saveTaken(sealId, leased);
      const reason = reasonOf(extension, previous, tx.now);
      return { organisationId, seal, target: extension.target, reason, previous, leased };
    });
  }

  private async extend(held: HeldExtension): Promise<void> {
    const { trouble } = this.parts.stamper;
    if (trouble) throw new TimestampMissing(trouble);
    const before = await this.parts.blobs.get(held.organisationId, held.previous.sha256Hex);
    const grown = await this.grow(before, held.target);
    this.parts.crashPoints.reach('X2');
    const checked = await this.check(held, before, grown.bytes);
    this.parts.crashPoints.reach('X3');
    await this.holdOn(held);
    const blob = await this.parts.blobs.put(held.organisationId, grown.bytes);
    this.parts.crashPoints.reach('X4');
    await this.commit(held, blob, checked, grown.timestamp);
    this.parts.crashPoints.reach('X6');
  }

  private async grow(before: Uint8Array, level: SealLevel): Promise<Grown> {
    if (level === 'B-B') throw new TypeError('Nothing is owed to a file at B-B.');
    const { stamp, collect } = this.parts.stamper;
    const log = new TokenLog(stamp);
    const { bytes } = await extendPdf(before, { level, timestamper: log.stamp, collect });
    return { bytes, timestamp: log.newest };
  }

  private async check(
    { seal, target }: HeldExtension,
    prefix: Uint8Array,
    bytes: Uint8Array,
  ): Promise<CheckedFile> {
    const key = seal.keyId && (await this.parts.sealKeys.find(seal.keyId));
    const own = key ? [key.trustPem] : [];
    const trustedRootsPem = [...own, ...this.parts.stamper.trustedRootsPem()];
    const checked = await checkSealed(
      bytes,
      { prefix, pageCount: null, trustedRootsPem },
      this.parts.sandbox,
    );
    if (bytes.length <= prefix.length || isBelow(checked.level, target)) throw disagreement('level');
    return checked;
  }

  /** The authorities may have taken their time. @throws SealRefused `seal-lease-lost` */
  private async holdOn(held: HeldExtension): Promise<void> {
    await this.parts.unitOfWork.transact(held.organisationId, async (tx) => {
      const renewed = renew(held.leased, held.leased.fence, tx.now);
      await tx.sealExtensions.saveHeld(held.seal.id, held.leased.fence, renewed);
      held.leased = renewed;
    });
  }

  /** Everything at once under the fence. */
  private async commit(
    held: HeldExtension,
    blob: StoredBlob,
    { level }: CheckedFile,
    timestamp: TimestampToken | null,
  ): Promise<void> {
    const { organisationId, seal, reason, previous } = held;
    const { fence } = held.leased;
    const file = { sha256Hex: blob.sha256Hex, byteSize: blob.byteSize, level };
    await this.parts.unitOfWork.transact(organisationId, async (tx) => {
      const done = finish(held.leased, fence, blob.sha256Hex, tx.now);
      await tx.sealExtensions.saveHeld(seal.id, fence, done, this.nextRenewal(level, timestamp, tx));
      await tx.blobs.register(blob);
      await tx.seals.addFile(seal, {
        ...file,
        sequence: previous.sequence + 1,
        reason: reason === 'upgrade' ? 'upgraded' : 'renewed',
        authority: timestamp?.authorityName ?? previous.authority,
        timestampedAt: timestamp?.time ?? previous.timestampedAt,
      });
      await tx.sealExtensions.touchEnvelope(seal.envelopeId);
      await record(tx, [extendedEvent(seal, { reason, fence, previous, file, timestamp })], bySystem);
      this.parts.crashPoints.reach('X5');
    });
  }

  private nextRenewal(level: SealLevel, timestamp: TimestampToken | null, tx: Transaction): Date | null {
    if (level !== 'B-LTA' || timestamp === null) return null;
    return renewalDueAt(certificateEnd(timestamp), this.parts.renewDays, tx.now);
  }

  /** Writes the named cause where people see it. When even that cannot be written, the lease runs out by itself. */
  private async stop(held: HeldExtension, reason: SealVerdict): Promise<void> {
    if (reason.verdict === 'lost') return;
    const { organisationId, seal, leased } = held;
    const save = this.parts.unitOfWork.transact(organisationId, async (tx) => {
      const stopped = (reason.verdict === 'fail' ? fail : wait)(leased, leased.fence, reason.cause, tx.now);
      await tx.sealExtensions.saveHeld(seal.id, leased.fence, stopped);
      await tx.sealExtensions.touchEnvelope(seal.envelopeId);
    });
    await save.catch((error: unknown) => {
      const dropped = error instanceof SealRefused || error instanceof AppError;
      if (!dropped) throw error;
    });
  }
}

/** A lease that ran out in the middle of a renewal is one still: the file has its level. */
function reasonOf({ target, renewAt }: SealExtension, previous: SealFile, now: Date): ExtensionReason {
  return owedTo(previous, target, renewAt, now) ?? 'renewal';
}
