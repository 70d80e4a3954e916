import {
  containerByteLength,
  type DigestSigner,
  prepare,
  sign,
  USUAL_TIMESTAMP_BYTES,
} from '@sealwright/signing-core';
import { AppError } from '../../domain/app-error.js';
import type { OrganisationId, SealId } from '../../domain/ids.js';
import { fail, finish, intend, type NewCause, renew, SealRefused, wait } from '../../domain/seal.js';
import { isBelow, type SealingPolicy } from '../../domain/sealing-policy.js';
import { bySystem, record } from '../../events/record.js';
import type { BlobStore, StoredBlob } from '../../ports/blob-store.js';
import type { CrashPoints } from '../../ports/crash-points.js';
import type { Organisations } from '../../ports/organisations.js';
import type { PdfSandbox } from '../../ports/pdf-sandbox.js';
import type { Seal } from '../../ports/seal-repository.js';
import type { SealCandidate, SealedResult, SealSubject } from '../../ports/seal-subject.js';
import type { SealToken } from '../../ports/seal-token.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { type ActiveSealKey, signerFor } from './active-seal-key.js';
import {
  type AssembledSeal,
  assembleSeal,
  assertObtainable,
  RoomTooSmall,
  type Stamper,
} from './assemble-seal.js';
import { type CheckedFile, checkSealed, disagreement } from './check-sealed.js';
import { keepFirstFile } from './keep-first-file.js';
import { judge, type SealVerdict } from './seal-causes.js';
import { intendedEvent, refusedEvent, signedEvent } from './seal-events.js';
import { StepTimes } from './step-times.js';
import { type HeldSeal, takeOrLeave, takeSeal } from './take-seal.js';

export interface RunSealParts {
  readonly unitOfWork: UnitOfWork;
  readonly blobs: BlobStore;
  readonly sandbox: PdfSandbox;
  readonly token: SealToken;
  readonly organisations: Organisations;
  readonly subjects: readonly SealSubject[];
  readonly crashPoints: CrashPoints;
  readonly stamper: Stamper;
  /** An archive timestamp is renewed this long before its certificate ends. */
  readonly renewDays: number;
}

export type SealOutcome =
  | { readonly outcome: 'not-due' }
  /** `stepsMs`: how long each step took, in milliseconds. */
  | { readonly outcome: 'done'; readonly stepsMs: Readonly<Record<string, number>> }
  | { readonly outcome: 'stopped'; readonly reason: SealVerdict; readonly error: unknown };

/** Room for the CMS that does not depend on the chain's length: a renewed certificate must not move the digest. */
const contentsStep = 8_192;

/** One seal from lease to commit: the machine K1–K9. A `kill -9` after any step leaves one sealed file in the end. */
export class RunSeal {
  constructor(private readonly parts: RunSealParts) {}

  async run(organisationId: OrganisationId, sealId: SealId, active: ActiveSealKey): Promise<SealOutcome> {
    this.parts.crashPoints.reach('K1');
    const steps = new StepTimes();
    const held = await steps.time('lease', () => this.takeLease(organisationId, sealId, active));
    if (held === null) return { outcome: 'not-due' };
    this.parts.crashPoints.reach('K2');
    try {
      if (held.refusal) throw held.refusal;
      await this.seal(held, active, steps);
      return { outcome: 'done', stepsMs: steps.elapsedMs() };
    } catch (error) {
      const reason = judge(error);
      await this.stop(held, reason);
      return { outcome: 'stopped', reason, error };
    }
  }

  private async seal(held: HeldSeal, active: ActiveSealKey, steps: StepTimes): Promise<void> {
    assertObtainable(held.context.policy, this.parts.stamper);
    const candidate = await steps.time('draw', () => this.drawCandidate(held));
    const sealed = await this.signAndAssemble(held, candidate, active, steps);
    const facts = await steps.time('check', () => this.check(held, sealed.bytes, candidate, active));
    const blob = await steps.time('store', () => this.store(held, sealed.bytes));
    const result = { sha256Hex: blob.sha256Hex, byteSize: blob.byteSize, ...facts, key: active.key };
    await steps.time('commit', () => this.commit(held, blob, result, sealed));
  }

  /** K4 to K6. A timestamp longer than the room reserved for it means another intent with more room. */
  private async signAndAssemble(
    held: HeldSeal,
    candidate: SealCandidate,
    active: ActiveSealKey,
    steps: StepTimes,
  ): Promise<AssembledSeal> {
    for (;;) {
      const intent = await steps.time('intent', () => this.recordIntent(held, candidate, active));
      try {
        return await steps.time('token', () => this.signInToken(held, intent));
      } catch (error) {
        if (!(error instanceof RoomTooSmall)) throw error;
        held.contentsByteLength = roundedUp(error.neededByteLength);
        held.startsAnew = true;
      }
    }
  }

  /** K2 */
  private async takeLease(
    organisationId: OrganisationId,
    sealId: SealId,
    active: ActiveSealKey,
  ): Promise<HeldSeal | null> {
    return await this.parts.unitOfWork.transact(organisationId, async (tx) => {
      const seal = await tx.seals.lock(sealId);
      return seal && (await takeSeal(tx, seal, this.subjectOf(seal), { organisationId, active }));
    });
  }

  /** K3: from frozen inputs only, or the very bytes an earlier attempt has stored. */
  private async drawCandidate(held: HeldSeal): Promise<SealCandidate> {
    const candidate = await held.subject.draw(held.material, held.context);
    this.parts.crashPoints.reach('K3');
    return candidate;
  }

  /** K4: candidate stored, digest and key written down, all before the token hears of it. */
  private async recordIntent(held: HeldSeal, candidate: SealCandidate, active: ActiveSealKey) {
    const { organisationId, seal, intendedAt } = held.context;
    const name = await this.parts.organisations.nameOf(organisationId);
    const signer = signerFor(active, this.parts.token, { sealId: seal.id, kind: seal.kind });
    const contentsByteLength = held.contentsByteLength ?? this.roomFor(signer, held.context.policy);
    const prepared = prepare(candidate.bytes, {
      name,
      reason: candidate.reason,
      signedAt: intendedAt,
      contentsByteLength,
      ...(candidate.noChanges && { certify: 1 as const }),
    });
    const blob = await this.parts.blobs.put(organisationId, candidate.bytes);
    const digestHex = Buffer.from(prepared.digest).toString('hex');
    await this.parts.unitOfWork.transact(organisationId, async (tx) => {
      const renewed = renew(held.leased, held.leased.fence, tx.now);
      const intended = intend(renewed, held.leased.fence, digestHex, held.startsAnew);
      await tx.blobs.register(blob);
      const intent = {
        ...{ candidateSha256Hex: blob.sha256Hex, keyId: active.key.id, intentAt: intendedAt },
        ...{ policy: held.context.policy, contentsByteLength },
      };
      await tx.seals.saveHeld(seal.id, held.leased.fence, intended, intent);
      await record(tx, [intendedEvent(seal, intended, blob.sha256Hex, active.key)], bySystem);
      held.leased = intended;
    });
    this.parts.crashPoints.reach('K4');
    return { prepared, signer };
  }

  /** Steady for one key and policy: a renewed certificate or a chattier authority must not move the digest. */
  private roomFor(signer: DigestSigner, { timestamps }: SealingPolicy): number {
    const token = this.parts.stamper.tokenByteLength ?? USUAL_TIMESTAMP_BYTES;
    return roundedUp(containerByteLength(signer, timestamps === 'none' ? 0 : token));
  }

  /** K5 signs, K6 asks for timestamps; the file is assembled. */
  private async signInToken(
    held: HeldSeal,
    { prepared, signer }: Awaited<ReturnType<RunSeal['recordIntent']>>,
  ): Promise<AssembledSeal> {
    const signed = await sign(prepared, signer);
    this.parts.crashPoints.reach('K5');
    const assembled = await assembleSeal(signed, held.context.policy, this.parts.stamper);
    this.parts.crashPoints.reach('K6');
    return assembled;
  }

  /** K7. @returns what both readers agree on. */
  private async check(
    { context }: HeldSeal,
    sealed: Uint8Array,
    { prefix, pageCount }: SealCandidate,
    { key }: ActiveSealKey,
  ): Promise<CheckedFile> {
    const trustedRootsPem = [key.trustPem, ...this.parts.stamper.trustedRootsPem()];
    const checked = await checkSealed(sealed, { prefix, pageCount, trustedRootsPem }, this.parts.sandbox);
    const { timestamps, level } = context.policy;
    if (timestamps === 'required' && isBelow(checked.level, level)) throw disagreement('level');
    this.parts.crashPoints.reach('K7');
    return checked;
  }

  /** K8: stored and read back. */
  private async store({ context }: HeldSeal, sealed: Uint8Array): Promise<StoredBlob> {
    const blob = await this.parts.blobs.put(context.organisationId, sealed);
    this.parts.crashPoints.reach('K8');
    return blob;
  }

  /** K9: everything at once under the fence. */
  private async commit(
    held: HeldSeal,
    blob: StoredBlob,
    result: SealedResult,
    { timestamp }: AssembledSeal,
  ): Promise<void> {
    const { organisationId, seal, policy } = held.context;
    await this.parts.unitOfWork.transact(organisationId, async (tx) => {
      await tx.seals.lockWithEnvelope(seal.id);
      const done = finish(held.leased, held.leased.fence, blob.sha256Hex, tx.now);
      await tx.seals.saveDone(seal.id, held.leased.fence, done);
      await tx.blobs.register(blob);
      await keepFirstFile(tx, seal, { policy, result, timestamp, renewDays: this.parts.renewDays });
      const followed = await held.subject.conclude(tx, held.material, result, held.context);
      await record(tx, [signedEvent(seal, held.leased, result, timestamp), ...followed], bySystem);
      this.parts.crashPoints.reach('K9');
    });
    this.parts.crashPoints.reach('K10');
  }

  /** Writes why nothing is sealed at the moment, without trying. */
  async postpone(organisationId: OrganisationId, sealId: SealId, cause: NewCause): Promise<void> {
    await this.parts.unitOfWork.transact(organisationId, async (tx) => {
      const seal = await tx.seals.lock(sealId);
      const leased = seal && takeOrLeave(seal, tx.now);
      if (!seal || !leased) return;
      await tx.seals.saveTaken(sealId, leased);
      const waiting = wait(leased, leased.fence, cause, tx.now);
      await tx.seals.saveHeld(sealId, leased.fence, waiting);
      await record(tx, [refusedEvent(seal, waiting)], bySystem);
    });
  }

  /** Writes the named cause where people see it. When even that cannot be written, the lease runs out by itself. */
  private async stop(held: HeldSeal, reason: SealVerdict): Promise<void> {
    if (reason.verdict === 'lost') return;
    const { organisationId, seal } = held.context;
    const { fence } = held.leased;
    const save = this.parts.unitOfWork.transact(organisationId, async (tx) => {
      const stopped = (reason.verdict === 'fail' ? fail : wait)(held.leased, fence, reason.cause, tx.now);
      await tx.seals.saveHeld(seal.id, fence, stopped);
      // To wait for the log is in the order of things: an event for each second of it would only make the log longer.
      if (reason.cause.retry !== 'soon') await record(tx, [refusedEvent(seal, stopped)], bySystem);
    });
    await save.catch((error: unknown) => {
      const dropped = error instanceof SealRefused || error instanceof AppError;
      if (!dropped) throw error;
    });
  }

  private subjectOf(seal: Seal): SealSubject {
    const subject = this.parts.subjects.find(({ kind }) => kind === seal.kind);
    if (!subject) throw new TypeError(`Nobody knows how to seal a ${seal.kind}.`);
    return subject;
  }
}

function roundedUp(byteLength: number): number {
  return Math.ceil(byteLength / contentsStep) * contentsStep;
}
