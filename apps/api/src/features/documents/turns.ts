/** So many at a time, the others in the order they came: a whole file is in memory only while it is its turn. */
export class Turns {
  private readonly waiting = new Set<() => void>();

  /**
   * @param mostWaitMs how long somebody waits for a turn
   * @param busy what is thrown then
   */
  constructor(
    private free: number,
    private readonly mostWaitMs: number,
    private readonly busy: () => Error,
  ) {}

  get waitingCount(): number {
    return this.waiting.size;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await this.waitInLine();
    try {
      return await work();
    } finally {
      this.callNext();
    }
  }

  private async waitInLine(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const take = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(take);
        reject(this.busy());
      }, this.mostWaitMs);
      this.waiting.add(take);
    });
  }

  private callNext(): void {
    const [next] = this.waiting;
    if (next === undefined) {
      this.free += 1;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}
