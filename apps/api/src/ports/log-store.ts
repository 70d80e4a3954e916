import type { TreeHead } from '@sealwright/audit/log';
import type { KeptCheckpoint } from './log-checkpoints.js';

/** The log as the database holds it. `signed` is null before the first signature; its head may be behind `head`. */
export interface LogStanding {
  /** Its name; another one only where another log was begun on purpose. */
  readonly origin: string;
  /** 1 for the first log, 2 for the one begun after it, … */
  readonly generation: number;
  readonly head: TreeHead;
  readonly signed: KeptCheckpoint | null;
}

/** An event with its place in the tree, and what its entry is made of. */
export interface PlacedEvent {
  readonly logIndex: number;
  readonly eventId: string;
  readonly stream: string;
  /** h(n−1) and h(n) of its chain. */
  readonly previous: Uint8Array;
  readonly chainHash: Uint8Array;
}

/** What the sequencer asks of the database. Safe with any number of sequencers. @throws AppError */
export abstract class LogStore {
  /** Names the log when it has no name yet. @returns the name the first log has */
  abstract begin(origin: string): Promise<string>;
  /** @returns null before `begin` */
  abstract standing(): Promise<LogStanding | null>;
  /** Cheap: does anything wait? */
  abstract hasPending(): Promise<boolean>;

  /**
   * Runs `work` unless another sequencer is at work. This spares double work; what keeps the log right are the places
   * of `takeBatch` and the compare-and-set of `commitBatch`, which hold also when the lock was lost meanwhile.
   * @returns null when another one is at work
   */
  abstract alone<T>(work: () => Promise<T>): Promise<T | null>;

  /**
   * The events behind the head, in order. Once given, places stay as they are until the batch is committed: whoever asks
   * gets the same batch.
   */
  abstract takeBatch(limit: number): Promise<readonly PlacedEvent[]>;

  /** Events that are in the tree, in order; ends early where a row is gone. */
  abstract entries(from: number, limit: number): Promise<readonly PlacedEvent[]>;

  /** Head and entries in one transaction. @returns false when the head is no longer `expected` */
  abstract commitBatch(expected: TreeHead, next: TreeHead): Promise<boolean>;

  /** @returns the note that is kept for this head (of two, the first); null when the head has moved on */
  abstract keepNote(head: TreeHead, note: string): Promise<string | null>;
}
