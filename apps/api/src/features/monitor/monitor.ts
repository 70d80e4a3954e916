/** Watches the record for as long as the process lives. */
export abstract class Monitor {
  abstract start(): void;
  /** Lets the look at hand finish. */
  abstract stop(): Promise<void>;
}
