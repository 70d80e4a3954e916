import type { TreeHead } from '@sealwright/audit/log';

/** RFC 3161 over SHA-256 of the note's text, its last newline included. */
export interface CheckpointTimestamp {
  readonly tokenDer: Uint8Array;
  readonly authority: string;
  readonly at: Date;
}

/** A checkpoint that was signed: kept for ever, and never another one of this size. */
export interface KeptCheckpoint {
  /** Which log signed it: 1 for the first, 2 for the one begun after it, … */
  readonly generation: number;
  readonly head: TreeHead;
  /** The signed note, with the cosignatures there are by now. */
  readonly note: string;
  readonly signedAt: Date;
  readonly timestamp: CheckpointTimestamp | null;
}

/** What the log signed. Reading is for every process, adding for the sealer. @throws AppError */
export abstract class LogCheckpoints {
  abstract newest(): Promise<KeptCheckpoint | null>;
  abstract ofSize(size: number): Promise<KeptCheckpoint | null>;

  /**
   * Cosignatures, or the signature of a new key: the sequencer shows the longer note within a second.
   * @param note the kept note with lines added at its end (`addCosignatures`)
   * @returns false when another process added lines meanwhile: read again
   */
  abstract addSignatures(size: number, note: string): Promise<boolean>;

  /** @returns false when there is one already, which stays */
  abstract keepTimestamp(size: number, timestamp: CheckpointTimestamp): Promise<boolean>;
}
