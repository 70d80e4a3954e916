import { containerByteLength, embed, prepare, sign } from '@sealwright/signing-core';
import { AppError } from '../../domain/app-error.js';
import type { OrganisationId, SealId } from '../../domain/ids.js';
import {
  fail,
  finish,
  intend,
  type LeasedSeal,
  type NewCause,
  renew,
  SealRefused,
  take,
  wait,
} from '../../domain/seal.js';
import { type SealingPolicy, withoutTimestamps } from '../../domain/sealing-policy.js';
import { bySystem, record } from '../../events/record.js';
import type { BlobStore, StoredBlob } from '../../ports/blob-store.js';
import type { CrashPoints } from '../../ports/crash-points.js';
import type { Organisations } from '../../ports/organisations.js';
import type { PdfSandbox } from '../../ports/pdf-sandbox.js';
import type { Seal, SealFile } from '../../ports/seal-repository.js';
import type { SealCandidate, SealContext, SealedResult, SealSubject } from '../../ports/seal-subject.js';
import type { SealToken } from '../../ports/seal-token.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { type ActiveSealKey, signerFor } from './active-seal-key.js';
import { checkSealed } from './check-sealed.js';
import { judge, type SealVerdict } from './seal-causes.js';
import { intendedEvent, refusedEvent, signedEvent } from './seal-events.js';
import { StepTimes } from './step-times.js';

export interface RunSealParts {
  readonly unitOfWork: UnitOfWork;
  readonly blobs: BlobStore;
  readonly sandbox: PdfSandbox;
  readonly token: SealToken;
  readonly organisations: Organisations;
  readonly subjects: readonly SealSubject[];
  readonly crashPoints: CrashPoints;
}

export type SealOutcome =
  | { readonly outcome: 'not-due' }
  /** `stepsMs`: how long each step took, in milliseconds. */
  | { readonly outcome: 'done'; readonly stepsMs: Readonly<Record<string, number>> }
  | { readonly outcome: 'stopped'; readonly reason: SealVerdict; readonly error: unknown };

/** A seal in somebody's hands: what K2 read, and the condition as this worker last wrote it. */
interface Held {
  readonly context: SealContext;
  readonly subject: SealSubject;
  readonly material: unknown;
  /** Why the subject may not be sealed, found while reading. The lease is kept, so that the cause can be written. */
  readonly refusal: AppError | null;
  /** The earlier intent cannot be carried out any more: another key, or a certificate that was not valid then. */
  readonly startsAnew: boolean;
  leased: LeasedSeal;
}

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

  private async seal(held: Held, active: ActiveSealKey, steps: StepTimes): Promise<void> {
    const candidate = await steps.time('draw', () => this.drawCandidate(held));
    const prepared = await steps.time('intent', () => this.recordIntent(held, candidate, active));
    const sealed = await steps.time('token', () => this.signInToken(prepared));
    const pageCount = await steps.time('check', () => this.check(sealed, candidate, active));
    const blob = await steps.time('store', () => this.store(held, sealed));
    await steps.time('commit', () => this.commit(held, blob, { pageCount, key: active.key }));
  }

  /** K2 */
  private async takeLease(
    organisationId: OrganisationId,
    sealId: SealId,
    active: ActiveSealKey,
  ): Promise<Held | null> {
    return await this.parts.unitOfWork.transact(organisationId, async (tx) => {
      const seal = await tx.seals.lock(sealId);
      if (!seal) return null;
      const leased = takeOrLeave(seal, tx.now);
      if (!leased) return null;
      await tx.seals.saveTaken(sealId, leased);
      const subject = this.subjectOf(seal);
      const startsAnew = !canResume(seal, active);
      const intendedAt = startsAnew ? tx.now : (seal.intentAt ?? tx.now);
      const resumed = startsAnew ? { ...seal, candidateSha256Hex: null, contentsByteLength: null } : seal;
      const policy = await policyFor(tx, resumed, startsAnew);
      const context = { organisationId, seal: resumed, intendedAt, key: active.key, policy };
      const loaded = await loadOrRefuse(tx, subject, context);
      return { context, subject, leased, startsAnew, ...loaded };
    });
  }

  /** K3: from frozen inputs only, or the very bytes an earlier attempt has stored. */
  private async drawCandidate(held: Held): Promise<SealCandidate> {
    const candidate = await held.subject.draw(held.material, held.context);
    this.parts.crashPoints.reach('K3');
    return candidate;
  }

  /** K4: candidate stored, digest and key written down, all before the token hears of it. */
  private async recordIntent(held: Held, candidate: SealCandidate, active: ActiveSealKey) {
    const { organisationId, seal, intendedAt } = held.context;
    const name = await this.parts.organisations.nameOf(organisationId);
    const signer = signerFor(active, this.parts.token, { sealId: seal.id, kind: seal.kind });
    const contentsByteLength =
      held.context.seal.contentsByteLength ??
      Math.ceil(containerByteLength(signer) / contentsStep) * contentsStep;
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

  /** K5 signs; K6 is where a timestamp will be fetched; the file is assembled. */
  private async signInToken({
    prepared,
    signer,
  }: Awaited<ReturnType<RunSeal['recordIntent']>>): Promise<Uint8Array> {
    const signed = await sign(prepared, signer);
    this.parts.crashPoints.reach('K5');
    const { bytes } = embed(signed);
    this.parts.crashPoints.reach('K6');
    return bytes;
  }

  /** K7. @returns the page count both readers agree on. */
  private async check(sealed: Uint8Array, candidate: SealCandidate, { key }: ActiveSealKey): Promise<number> {
    const { pageCount } = await checkSealed(sealed, candidate, key.trustPem, this.parts.sandbox);
    this.parts.crashPoints.reach('K7');
    return pageCount;
  }

  /** K8: stored and read back. */
  private async store({ context }: Held, sealed: Uint8Array): Promise<StoredBlob> {
    const blob = await this.parts.blobs.put(context.organisationId, sealed);
    this.parts.crashPoints.reach('K8');
    return blob;
  }

  /** K9: everything at once under the fence. */
  private async commit(
    held: Held,
    blob: StoredBlob,
    about: Pick<SealedResult, 'pageCount' | 'key'>,
  ): Promise<void> {
    const { organisationId, seal } = held.context;
    const result: SealedResult = { sha256Hex: blob.sha256Hex, byteSize: blob.byteSize, ...about };
    await this.parts.unitOfWork.transact(organisationId, async (tx) => {
      const done = finish(held.leased, held.leased.fence, blob.sha256Hex, tx.now);
      await tx.seals.saveDone(seal.id, held.leased.fence, done);
      await tx.seals.addFile(seal, firstFile(blob));
      await tx.blobs.register(blob);
      const followed = await held.subject.conclude(tx, held.material, result, held.context);
      await record(tx, [signedEvent(seal, held.leased, result), ...followed], bySystem);
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
  private async stop(held: Held, reason: SealVerdict): Promise<void> {
    if (reason.verdict === 'lost') return;
    const { organisationId, seal } = held.context;
    const { fence } = held.leased;
    const save = this.parts.unitOfWork.transact(organisationId, async (tx) => {
      const stopped = (reason.verdict === 'fail' ? fail : wait)(held.leased, fence, reason.cause, tx.now);
      await tx.seals.saveHeld(seal.id, fence, stopped);
      await record(tx, [refusedEvent(seal, stopped)], bySystem);
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

function firstFile({ sha256Hex, byteSize }: StoredBlob): Omit<SealFile, 'createdAt'> {
  const none = { authority: null, timestampedAt: null };
  return { sequence: 1, sha256Hex, byteSize, level: 'B-B', reason: 'sealed', ...none };
}

/** An intent stands while its key is in use and its certificate covers the time it claimed. */
function canResume(seal: Seal, { key }: ActiveSealKey): boolean {
  if (seal.keyId === null || seal.intentAt === null) return true;
  return seal.keyId === key.id && seal.intentAt >= key.notBefore && seal.intentAt <= key.notAfter;
}

/** The policy of the first intent holds: it decides what is signed. Intents from before there were timestamps had none. */
async function policyFor(tx: Transaction, seal: Seal, startsAnew: boolean): Promise<SealingPolicy> {
  if (!startsAnew && seal.intentAt !== null) return seal.policy ?? withoutTimestamps;
  return (await tx.sealingPolicy.chosen()) ?? (await tx.sealingPolicy.deployment()).defaultPolicy;
}

async function loadOrRefuse(tx: Transaction, subject: SealSubject, context: SealContext) {
  try {
    return { material: await subject.load(tx, context), refusal: null };
  } catch (error) {
    if (error instanceof AppError && error.code === 'envelope-not-sealing')
      return { material: null, refusal: error };
    throw error;
  }
}

function takeOrLeave(seal: Seal, now: Date): LeasedSeal | null {
  try {
    return take(seal.condition, now);
  } catch (error) {
    if (error instanceof SealRefused) return null;
    throw error;
  }
}
