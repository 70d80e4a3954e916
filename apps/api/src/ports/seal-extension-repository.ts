import type { EnvelopeId, SealId } from '../domain/ids.js';
import type { DueSeal, LeasedSeal, SealCondition } from '../domain/seal.js';
import type { SealLevel } from '../domain/sealing-policy.js';

/** What is owed to one sealed file after its seal. */
export interface SealExtension {
  readonly sealId: SealId;
  readonly envelopeId: EnvelopeId;
  readonly target: SealLevel;
  readonly condition: SealCondition;
  /** When the newest archive timestamp must be renewed; null below B-LTA. */
  readonly renewAt: Date | null;
}

/** Same lease and fence as a seal: the row alone decides who works and that there is one result. */
export interface SealExtensionRepository {
  /** Part of the commit that ends the seal: an upgrade is owed, or later a renewal. */
  open(extension: Pick<SealExtension, 'sealId' | 'envelopeId' | 'target' | 'renewAt'>): Promise<void>;
  find(sealId: SealId): Promise<SealExtension | null>;
  /** As `find`, and keeps the row locked until the unit of work ends. */
  lock(sealId: SealId): Promise<SealExtension | null>;
  ofEnvelope(envelopeId: EnvelopeId): Promise<readonly SealExtension[]>;
  /** Writes a lease just taken; MUST follow `lock` in the same unit of work. */
  saveTaken(sealId: SealId, taken: LeasedSeal): Promise<void>;
  /**
   * Writes what the holder of `fence` decided; `renewAt` changes only when given.
   * @throws SealRefused `seal-lease-lost` when another worker holds it now: nothing was changed.
   */
  saveHeld(sealId: SealId, fence: number, next: SealCondition, renewAt?: Date | null): Promise<void>;
  /** Writes that a stopped extension is due again; MUST follow `lock` in the same unit of work. */
  saveDue(sealId: SealId, due: DueSeal): Promise<void>;
  /** The sealed file grew: whoever watches the envelope reads it again. */
  touchEnvelope(envelopeId: EnvelopeId): Promise<void>;
  /** Extensions that waited for a cause whose code begins like this are due again. @returns how many. */
  releaseWaiting(causePrefixes: readonly string[]): Promise<number>;
}
