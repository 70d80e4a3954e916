export interface LogBacklog {
  /** Events not yet in the tree. */
  readonly waiting: number;
  readonly oldestAt: Date | null;
}

/** Where events stand in the log, across organisations; tells nothing about them. @throws AppError */
export abstract class LogPlaces {
  /** Which entry, from 0; null while the event waits. The entry may be beyond the newest signed checkpoint. */
  abstract ofEvent(stream: string, seq: number): Promise<number | null>;
  abstract backlog(): Promise<LogBacklog>;
}
