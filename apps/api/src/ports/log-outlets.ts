export type OutletKind = 'timestamp' | 'witness' | 'sink';

/** A place outside that takes checkpoints, as the configuration names it. */
export interface OutletPlace {
  /** Kind and the beginning of the SHA-256 of its address. */
  readonly name: string;
  readonly kind: OutletKind;
  /** What people read of its address; no secret. */
  readonly shown: string;
}

/** How it was last met. */
export interface OutletStatus extends OutletPlace {
  readonly state: 'ok' | 'waiting';
  /** Stable code of the cause, null when ok. */
  readonly code: string | null;
  /** A sentence for a person. */
  readonly detail: string;
  /** Since when state and code have been what they are. */
  readonly since: Date;
  readonly checkedAt: Date | null;
  /** Not before this moment; and only when there is a checkpoint it does not have. */
  readonly nextAttemptAt: Date;
  /** Attempts that failed in a row. */
  readonly failures: number;
  /** Whether its failure stands in the record. */
  readonly told: boolean;
  /** Entries in the newest checkpoint it took. */
  readonly lastSize: number | null;
  /** Which log that was of: 1 for the first. */
  readonly lastGeneration: number | null;
  readonly lastAt: Date | null;
}

/** A checkpoint by its log and size; a later log's counts as newer, however small it is. */
export interface OutletTarget {
  readonly generation: number;
  readonly size: number;
}

/**
 * The state of each place, one row each: what is due is found by any process that looks, however old it is. Witnesses and
 * sinks belong to the worker, timestamps to the sealer; everybody reads. @throws AppError
 */
export abstract class LogOutlets {
  abstract list(): Promise<readonly OutletStatus[]>;
  /** Adds what is new and forgets what is no longer named, among these kinds only. */
  abstract configure(kinds: readonly OutletKind[], places: readonly OutletPlace[]): Promise<void>;

  /**
   * Takes the place for this process until `leaseMs` from now, when it is due and lacks this checkpoint.
   * @returns null when it is not due, has it, or is another process's
   */
  abstract claim(name: string, checkpoint: OutletTarget, leaseMs: number): Promise<OutletStatus | null>;
  /** It took the checkpoint; the next one not before `pauseMs` from now. */
  abstract noteDelivered(name: string, checkpoint: OutletTarget, pauseMs: number): Promise<void>;
  abstract noteFailed(name: string, cause: { code: string; detail: string }, pauseMs: number): Promise<void>;
  /** Whether its failure now stands in the record. */
  abstract markTold(name: string, told: boolean): Promise<void>;

  /** How many witnesses must have cosigned, as the worker was configured; 0 before it first said so. */
  abstract requiredWitnesses(): Promise<number>;
  abstract describeDeployment(requiredWitnesses: number): Promise<void>;
}
