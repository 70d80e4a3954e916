/** The process's clock, for waits and caches. Times that are stored come from `Transaction.now`. */
export abstract class Clock {
  abstract now(): Date;
}
