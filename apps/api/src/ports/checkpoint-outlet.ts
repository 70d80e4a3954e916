import type { KeptCheckpoint } from './log-checkpoints.js';
import type { OutletPlace } from './log-outlets.js';

/** Why a checkpoint was not taken: a stable code, and a sentence that is safe to show and store. */
export class OutletError extends Error {
  override readonly name = 'OutletError';
  constructor(
    readonly code: OutletErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

export type OutletErrorCode =
  | 'outlet-unreachable'
  | 'outlet-refused'
  | 'outlet-not-writable'
  /** It holds another checkpoint of the same size: two versions of the log. */
  | 'outlet-differs'
  /** A witness saw a larger log than ours: it was rolled back, or somebody else uses its name. */
  | 'witness-ahead'
  | 'timestamp-unavailable'
  | 'delivery-failed';

/** A place outside that takes signed checkpoints: a timestamp authority, a witness, a sink. */
export interface CheckpointOutlet extends OutletPlace {
  /** After it took one, the next is brought not before this long. */
  readonly pauseMs: number;
  /**
   * Brings the checkpoint there; when it answers, it is there for good. May be called again for the same one.
   * @param lastSize of the newest checkpoint it took before; null when none
   * @throws OutletError
   */
  deliver(checkpoint: KeptCheckpoint, lastSize: number | null): Promise<void>;
}
