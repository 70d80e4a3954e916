import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSample, populationSha256Hex, rankOf } from './draw-sample.js';

const ids = Array.from({ length: 200 }, (_, index) =>
  createHash('sha256')
    .update(`envelope ${index}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
);

describe('a sample', () => {
  it('is what the documented shell lines give', () => {
    // printf 'sealwright-sample-v1\n%s\n%s\n' dice-41526 00000000-0000-7000-8000-000000000001 | sha256sum
    expect(rankOf('dice-41526', '00000000-0000-7000-8000-000000000001')).toBe(
      '5015cd87ec1d4e22be0d4011e443764f461aa2bc053d232f0617c28389b174f8',
    );
  });

  it('is the same for the same seed, in whatever order the ids come', () => {
    const drawn = drawSample(ids, 'dice-41526', 25);
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: ids.length, maxLength: ids.length }), (shuffled) => {
        expect(drawSample(shuffled, 'dice-41526', 25)).toEqual(drawn);
      }),
      { numRuns: 20 },
    );
    expect(drawSample(ids, 'dice-41527', 25)).not.toEqual(drawn);
  });

  it('has each id once, and no more than there are', () => {
    const drawn = drawSample(ids, 'another-seed', 1_000);
    expect([...drawn].sort()).toEqual([...ids].sort());
    expect(drawSample([], 'another-seed', 5)).toEqual([]);
  });

  it('prefers nobody: over many seeds each id comes about as often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 1_000; seed += 1) {
      for (const id of drawSample(ids.slice(0, 20), `seed-number-${seed}`, 5)) {
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
    // 250 expected; the standard deviation is about 14.
    for (const count of counts.values()) expect(Math.abs(count - 250)).toBeLessThan(75);
    expect(counts.size).toBe(20);
  });

  it('names what it was drawn from', () => {
    expect(populationSha256Hex(['a', 'b'])).toBe(createHash('sha256').update('a\nb\n').digest('hex'));
  });
});
