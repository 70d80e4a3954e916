import { describe, expect, it } from 'vitest';
import { spreadOf } from './statistics.js';

describe('spreadOf', () => {
  it('names minimum, median, p95, p99 and maximum by nearest rank', () => {
    const samples = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(spreadOf(samples)).toEqual({
      n: 200,
      minMs: 1,
      medianMs: 100,
      p95Ms: 190,
      p99Ms: 198,
      maxMs: 200,
    });
  });

  it('describes a single sample', () => {
    expect(spreadOf([12.345])).toEqual({
      n: 1,
      minMs: 12.35,
      medianMs: 12.35,
      p95Ms: 12.35,
      p99Ms: 12.35,
      maxMs: 12.35,
    });
  });

  it('refuses to describe nothing', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});
