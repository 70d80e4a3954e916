/** A file that is looked at for so long is a slow one: the next need not wait for it. */
const SLOW_AFTER_MS = 2_000;

/**
 * Lets so many work at the same time, and the others wait in turn. Who takes long moves to one of as many seats at the
 * side: hostile files hold up one another, not the rest.
 */
export class Seats {
  private freeSeats: number;
  private freeSideSeats: number;
  private readonly waiting: (() => void)[] = [];

  constructor(
    count: number,
    private readonly slowAfterMs = SLOW_AFTER_MS,
  ) {
    this.freeSeats = count;
    this.freeSideSeats = count;
  }

  /** Waits for a seat, works, and leaves it. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    if (this.freeSeats > 0) this.freeSeats -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    let isAside = false;
    const timer = setTimeout(() => {
      isAside = this.freeSideSeats > 0;
      if (!isAside) return;
      this.freeSideSeats -= 1;
      this.leaveSeat();
    }, this.slowAfterMs);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      if (isAside) this.freeSideSeats += 1;
      else this.leaveSeat();
    }
  }

  private leaveSeat(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.freeSeats += 1;
  }
}
