const firstMs = 5_000;
const longestMs = 3_600_000;

/** How long to wait after so many failures in a row: 5 s, 10 s, 20 s … up to an hour, for ever. */
export function deliveryPauseMs(failures: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(20, Math.max(0, failures - 1)));
}
