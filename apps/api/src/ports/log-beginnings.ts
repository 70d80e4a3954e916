import type { TreeHead } from '@sealwright/audit/log';

/** Which log this is by now. */
export interface LogIdentity {
  readonly origin: string;
  /** 1 for the first one. */
  readonly generation: number;
}

/** What is said when a log follows another one. */
export interface LogBeginning extends LogIdentity {
  /** Of the operator's request. */
  readonly requestId: string;
  /** The last checkpoint that was shown before; no event of it beyond `kept` is there any more. */
  readonly after: { readonly origin: string; readonly head: TreeHead; readonly note: string };
  /** The head the database had; the new log begins with the same entries. */
  readonly kept: TreeHead;
  /** Whether tiles proved that the log before contained `kept`. */
  readonly proved: boolean;
  readonly reason: string;
  readonly begunBy: string;
}

export interface KnownBeginning extends LogBeginning {
  readonly begunAt: Date;
  /** Null while not every organisation's record says so. */
  readonly toldAt: Date | null;
}

/** How the log came to its name. Reading is for every process, adding for the sealer. @throws AppError */
export abstract class LogBeginnings {
  /** Null before the log was first named. */
  abstract current(): Promise<LogIdentity | null>;
  /** Oldest first; empty while the first log goes on. */
  abstract list(): Promise<readonly KnownBeginning[]>;
  /** Statement and new name in one step. @returns false when the head is no longer `kept`, or somebody was first */
  abstract begin(beginning: LogBeginning): Promise<boolean>;
  /** Every organisation's record says so. */
  abstract markTold(generation: number): Promise<void>;
}
