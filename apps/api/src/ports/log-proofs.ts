/** Everything that shows, offline and to anybody, that an event is in the log. */
export interface LoggedEvent {
  /** From 0. */
  readonly logIndex: number;
  /** Entries in the tree of `checkpoint`. */
  readonly treeSize: number;
  /** A C2SP tlog-proof file; holds `checkpoint`. */
  readonly tlogProof: string;
  /** Signed note. */
  readonly checkpoint: string;
  /** All keys the log ever had, oldest first. */
  readonly verifierKeys: readonly string[];
  /** Over this very checkpoint, when it has one. */
  readonly timestampTokenDer: Uint8Array | null;
}

/** Proofs against the newest signed checkpoint. Holds no secret, asks no one's leave: the caller must. */
export abstract class LogProofs {
  /**
   * @param stream `envelope:<uuid>` or `organisation:<uuid>`
   * @returns null while the event waits for the log or for the signature over it (a second or two)
   * @throws AppError `storage-unavailable`; `log-damaged` when the tiles do not fit the checkpoint
   */
  abstract ofEvent(stream: string, seq: number): Promise<LoggedEvent | null>;

  /**
   * Shows that the log of a newer checkpoint, or of today, contains the log of an old one.
   * @param oldCheckpointNote signed note, as in a certificate
   * @param newCheckpointNote signed note of no smaller tree; the newest checkpoint when left out
   * @returns `sealwright-consistency-proof` as JSON
   * @throws AppError `checkpoint-not-ours` when it is not signed by a key of this log; `checkpoint-contradicts` when it
   * is, and the log of today does not contain it: somebody altered the log; `log-damaged`, `storage-unavailable`
   */
  abstract consistency(oldCheckpointNote: string, newCheckpointNote?: string): Promise<string>;
}
