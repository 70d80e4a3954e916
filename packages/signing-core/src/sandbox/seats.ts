import { ChildFault } from './child-fault.js';

/** A file that is looked at for so long is a slow one: the next need not wait for it. */
const SLOW_AFTER_MS = 2_000;

/**
 * Lets so many work at the same time, and the others wait in turn. Who takes long moves to one of as many seats at the
 * side: hostile files hold up one another, not the rest.
 */
export class Seats {
  private freeSeats: number;
  private freeSideSeats: number;
  private readonly waiting = new Set<() => void>();

  /** @param mostWaitMs how long somebody waits for a seat */
  constructor(
    count: number,
    private readonly slowAfterMs = SLOW_AFTER_MS,
    private readonly mostWaitMs = Number.POSITIVE_INFINITY,
  ) {
    this.freeSeats = count;
    this.freeSideSeats = count;
  }

  /** Waits for a seat, works, and leaves it. Throws {@link ChildFault} `busy` when none was free in time. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    if (this.freeSeats > 0) this.freeSeats -= 1;
    else await this.waitInTurn();
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

  private async waitInTurn(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        this.waiting.delete(take);
        reject(new ChildFault('busy'));
      };
      const timer = Number.isFinite(this.mostWaitMs) ? setTimeout(giveUp, this.mostWaitMs) : undefined;
      const take = () => {
        clearTimeout(timer);
        resolve();
      };
      this.waiting.add(take);
    });
  }

  private leaveSeat(): void {
    const [next] = this.waiting;
    if (!next) {
      this.freeSeats += 1;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}
