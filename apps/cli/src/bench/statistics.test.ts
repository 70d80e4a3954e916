import { describe, expect, it } from 'vitest';
import { spreadOf } from './statistics.js';

describe('spreadOf', () => {
  it('names minimum, median, p99 and maximum by nearest rank', () => {
    const samples = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(spreadOf(samples)).toEqual({ n: 200, minMs: 1, medianMs: 100, p99Ms: 198, maxMs: 200 });
  });

  it('describes a single sample', () => {
    expect(spreadOf([12.34])).toEqual({ n: 1, minMs: 12.3, medianMs: 12.3, p99Ms: 12.3, maxMs: 12.3 });
  });

  it('refuses to describe nothing', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});
