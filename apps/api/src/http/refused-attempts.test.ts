import { expect, it } from 'vitest';
import { RefusedAttempts } from './refused-attempts.js';

it('writes the first refusals, then one in ten minutes with the number left out', () => {
  let nowMs = 0;
  const attempts = new RefusedAttempts(() => nowMs);
  const first = Array.from({ length: 5 }, () => attempts.admit('account'));
  expect(first).toEqual([{}, {}, {}, {}, {}]);
  const flood = Array.from({ length: 1_000 }, () => attempts.admit('account'));
  expect(flood.every((written) => written === null)).toBe(true);
  expect(attempts.admit('another account')).toEqual({});
  nowMs += 600_000;
  expect(attempts.admit('account')).toEqual({ unwrittenCount: 1_000 });
  expect(attempts.admit('account')).toBeNull();
  nowMs += 600_000;
  expect(attempts.admit('account')).toEqual({ unwrittenCount: 1 });
});
