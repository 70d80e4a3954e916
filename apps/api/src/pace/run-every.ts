/**
 * Does one piece of work again and again, one at a time: a run that takes longer than the pause is waited for. The work
 * itself must not throw.
 */
export class RunEvery {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  /** The first run begins at once. */
  start(): void {
    this.timer = setInterval(() => void this.now(), this.everyMs);
    void this.now();
  }

  /** Lets the run at hand finish; after it there is none. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  get isStopping(): boolean {
    return this.stopped;
  }

  /** Runs now; while a run is at hand, answers when that one is done. */
  now(): Promise<void> {
    if (this.stopped) return this.running ?? Promise.resolve();
    this.running ??= this.work().finally(() => {
      this.running = null;
    });
    return this.running;
  }
}
