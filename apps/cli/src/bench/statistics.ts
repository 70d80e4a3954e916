/** Milliseconds, rounded to a hundredth. */
export interface Spread {
  readonly n: number;
  readonly minMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const hundredth = (value: number): number => Math.round(value * 100) / 100;

/** Nearest-rank percentile of an ascending list; `quantile` from 0 to 1. */
function percentile(ascending: readonly number[], quantile: number): number {
  const rank = Math.max(1, Math.ceil(quantile * ascending.length));
  return ascending[rank - 1] ?? Number.NaN;
}

/** @throws RangeError when there is nothing to describe. */
export function spreadOf(samplesMs: readonly number[]): Spread {
  if (samplesMs.length === 0) throw new RangeError('no samples');
  const ascending = samplesMs.toSorted((a, b) => a - b);
  return {
    n: ascending.length,
    minMs: hundredth(percentile(ascending, 0)),
    medianMs: hundredth(percentile(ascending, 0.5)),
    p95Ms: hundredth(percentile(ascending, 0.95)),
    p99Ms: hundredth(percentile(ascending, 0.99)),
    maxMs: hundredth(percentile(ascending, 1)),
  };
}
