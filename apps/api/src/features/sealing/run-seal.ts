import { sign } from '@sealwright/signing-core';
import type { OrganisationId, SealId } from '../../domain/ids.js';
import { finish, type NewCause } from '../../domain/seal.js';
import { isBelow } from '../../domain/sealing-policy.js';
import { bySystem, record } from '../../events/record.js';
import type { StoredBlob } from '../../ports/blob-store.js';
import type { CrashPoints } from '../../ports/crash-points.js';
import type { PdfSandbox } from '../../ports/pdf-sandbox.js';
import type { Seal } from '../../ports/seal-repository.js';
import type { SealCandidate, SealedResult, SealSubject } from '../../ports/seal-subject.js';
import type { ActiveSealKey } from './active-seal-key.js';
import { type AssembledSeal, assembleSeal, assertObtainable, RoomTooSmall } from './assemble-seal.js';
import { type CheckedFile, checkSealed, disagreement } from './check-sealed.js';
import { keepFirstFile } from './keep-first-file.js';
import { type RecordIntentParts, recordIntent, roundedUpToRoom, type SealIntent } from './record-intent.js';
import { judge, type SealVerdict } from './seal-causes.js';
import { signedEvent } from './seal-events.js';
import { StepTimes } from './step-times.js';
import { postponeSeal, stopSeal } from './stop-seal.js';
import { type HeldSeal, takeSeal } from './take-seal.js';

export interface RunSealParts extends RecordIntentParts {
  readonly sandbox: PdfSandbox;
  readonly subjects: readonly SealSubject[];
  readonly crashPoints: CrashPoints;
  /** An archive timestamp is renewed this long before its certificate ends. */
  readonly renewDays: number;
}

export type SealOutcome =
  | { readonly outcome: 'not-due' }
  /** `stepsMs`: how long each step took, in milliseconds. */
  | { readonly outcome: 'done'; readonly stepsMs: Readonly<Record<string, number>> }
  | { readonly outcome: 'stopped'; readonly reason: SealVerdict; readonly error: unknown };

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
      await stopSeal(this.parts.unitOfWork, held, reason);
      return { outcome: 'stopped', reason, error };
    }
  }

  /** Writes why nothing is sealed at the moment, without trying. */
  async postpone(organisationId: OrganisationId, sealId: SealId, cause: NewCause): Promise<void> {
    await postponeSeal(this.parts.unitOfWork, organisationId, sealId, cause);
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

  /** K4 to K6. A timestamp longer than the room reserved for it means another intent with more room. */
  private async signAndAssemble(
    held: HeldSeal,
    candidate: SealCandidate,
    active: ActiveSealKey,
    steps: StepTimes,
  ): Promise<AssembledSeal> {
    for (;;) {
      const intent = await steps.time('intent', () => recordIntent(this.parts, held, candidate, active));
      this.parts.crashPoints.reach('K4');
      try {
        return await steps.time('token', () => this.signInToken(held, intent));
      } catch (error) {
        if (!(error instanceof RoomTooSmall)) throw error;
        held.contentsByteLength = roundedUpToRoom(error.neededByteLength);
        held.startsAnew = true;
      }
    }
  }

  /** K5 signs, K6 asks for timestamps; the file is assembled. */
  private async signInToken(held: HeldSeal, { prepared, signer }: SealIntent): Promise<AssembledSeal> {
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

  private subjectOf(seal: Seal): SealSubject {
    const subject = this.parts.subjects.find(({ kind }) => kind === seal.kind);
    if (!subject) throw new TypeError(`Nobody knows how to seal a ${seal.kind}.`);
    return subject;
  }
}
