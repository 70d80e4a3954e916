/** What can be wrong with a log. Closed. Those in the first group name an event, the others the log itself. */
export type LogFaultCode =
  | 'changed-bytes'
  | 'changed-hash'
  | 'rewritten'
  | 'wrong-stream'
  | 'missing-event'
  | 'reordered'
  | 'inserted-event'
  | 'truncated'
  | 'not-an-event'
  | 'shown-differs'
  | 'personal-differs'
  | 'personal-missing'
  | 'other-organisation'
  | 'not-queued'
  | 'head-mismatch'
  | 'tile-missing'
  | 'tiles-altered'
  | 'root-mismatch'
  | 'tree-rolled-back'
  | 'events-lost'
  | 'checkpoint-forged'
  | 'checkpoint-missing'
  | 'split-view';

/**
 * `stream` and `seq`: the first event of that stream that is wrong or missing; null where the evidence cannot tell.
 * `index`: its place in the log, from 0, where that is known.
 */
export type LogFault = {
  code: LogFaultCode;
  stream: string | null;
  seq: number | null;
  index: number | null;
  sentence: string;
};

/** What became of one checkpoint. `kept`: from elsewhere, such as yesterday's; `current`: as the log shows it now. */
export type CheckpointOutcome = {
  source: 'current' | 'kept';
  size: number;
  outcome: 'agrees' | 'contradicted' | 'not-computable';
};

export type LogReport = {
  verdict: 'intact' | 'broken';
  /** Events whose place in the log was checked, and those that are not in the tree yet. */
  loggedCount: number;
  pendingCount: number;
  streamCount: number;
  treeSize: number;
  /** Null when it could not be computed. */
  rootHex: string | null;
  checkpoints: CheckpointOutcome[];
  /** The lowest place in the log first; at most one for each stream. */
  faults: LogFault[];
  firstBad: LogFault | null;
  /** What this evidence cannot show, one sentence each. */
  limits: string[];
};
