/** What somebody with access to the storage folder asks of a running process. */
export interface OperatorRequest {
  /** A UUID. */
  readonly id: string;
  /** To be checked by whoever carries it out. */
  readonly body: unknown;
}

export type OperatorRequestKind = 'begin-log' | 'mails';

/** `refused`: nothing was changed. Facts are JSON, for the command line to show. */
export type OperatorAnswer =
  | { readonly outcome: 'done'; readonly facts: Readonly<Record<string, unknown>> }
  | { readonly outcome: 'refused'; readonly code: string; readonly sentence: string };

/**
 * Requests lie outside of the database: nobody begins a log or releases mails by writing rows. They wait until a process
 * takes them, however long that is. @throws AppError `storage-unavailable`
 */
export abstract class OperatorRequests {
  abstract pending(kind: OperatorRequestKind): Promise<readonly OperatorRequest[]>;
  /** The request is over; whoever asked reads the answer. */
  abstract answer(id: string, answer: OperatorAnswer): Promise<void>;
}
