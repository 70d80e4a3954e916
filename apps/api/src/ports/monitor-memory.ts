/** What the monitor remembers, outside of the database it watches. Values are JSON. @throws AppError */
export abstract class MonitorMemory {
  /** @returns undefined when nothing was kept, or what was kept is no JSON */
  abstract read(name: MonitorMemoryName): Promise<unknown>;
  /** Whole or not at all, on the disk when it answers. */
  abstract write(name: MonitorMemoryName, value: unknown): Promise<void>;
}

/** `log-seen`: the newest checkpoint. `verification`: how far the log was followed. `ledger`: how far the journal was. */
export type MonitorMemoryName = 'log-seen' | 'verification' | 'ledger';
