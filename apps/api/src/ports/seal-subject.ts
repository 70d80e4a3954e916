import type { DomainEvent } from '../domain/events.js';
import type { OrganisationId } from '../domain/ids.js';
import type { SealingPolicy, SealLevel } from '../domain/sealing-policy.js';
import type { SealKey } from './seal-key-repository.js';
import type { Seal, SealKind } from './seal-repository.js';
import type { Transaction } from './transaction.js';

/** What is about to be sealed. */
export interface SealCandidate {
  /** The unsigned file. */
  readonly bytes: Uint8Array;
  /** The sealed file must begin with exactly these bytes (promise 2). */
  readonly prefix: Uint8Array;
  /** Pages the second reader must count; null when only it knows. */
  readonly pageCount: number | null;
  readonly reason: string;
  /** True: nothing may ever be added to the file (DocMDP 1). */
  readonly noChanges: boolean;
}

/** A sealed file that was checked and stored. */
export interface SealedResult {
  readonly sha256Hex: string;
  readonly byteSize: number;
  readonly pageCount: number;
  /** As our verifier found it. */
  readonly level: SealLevel;
  readonly key: SealKey;
}

export interface SealContext {
  readonly organisationId: OrganisationId;
  readonly seal: Seal;
  /** When the seal was first intended: the only time a retry may use. */
  readonly intendedAt: Date;
  readonly key: SealKey;
  /** As it stands now: the digest does not hang on it, but for the room that is remembered. */
  readonly policy: SealingPolicy;
}

/**
 * One kind of thing that gets sealed. The machine K2–K9 is the same for all; a subject says what is drawn (K3) and what
 * the result means (K9). Equal rows MUST lead to equal bytes: a retry after a crash must reach the same digest.
 */
export interface SealSubject<Material = unknown> {
  readonly kind: SealKind;
  /** Reads what K3 needs. @throws AppError `envelope-not-sealing` when this may not be sealed (any more). */
  load(tx: Transaction, context: SealContext): Promise<Material>;
  draw(material: Material, context: SealContext): Promise<SealCandidate>;
  /** Part of the one fenced transaction that ends the seal: writes the state and answers the events that follow. */
  conclude(
    tx: Transaction,
    material: Material,
    result: SealedResult,
    context: SealContext,
  ): Promise<readonly DomainEvent[]>;
}

/** The subjects of features other than sealing, for the process that composes them. */
export abstract class SealSubjects {
  abstract readonly list: readonly SealSubject[];
}
