import { describe, expect, it } from 'vitest';
import { AppError } from '../../domain/app-error.js';
import { backoffMs, settlementFor } from './retry-policy.js';

const isRetryable = (code: string) => ({ 'database-busy': true, 'blob-missing': false })[code] ?? null;

describe('settlementFor', () => {
  it('tries a named passing cause again for ever', () => {
    const error = new AppError('database-busy', 'The database is busy.');
    expect(settlementFor(error, 1_000, isRetryable)).toMatchObject({
      state: 'again',
      code: 'database-busy',
      detail: 'The database is busy.',
    });
  });

  it('parks at once what cannot pass', () => {
    const settlement = settlementFor(new AppError('blob-missing', 'Gone.'), 1, isRetryable);
    expect(settlement).toEqual({ state: 'parked', code: 'blob-missing', detail: 'Gone.' });
  });

  it('parks an unnamed error only after many runs', () => {
    const error = Object.assign(new Error('boom'), { code: 'ECONNRESET' });
    expect(settlementFor(error, 11, isRetryable)).toMatchObject({ state: 'again', code: 'unexpected-error' });
    expect(settlementFor(error, 12, isRetryable)).toMatchObject({
      state: 'parked',
      code: 'unexpected-error',
    });
    expect(settlementFor('text', 12, isRetryable)).toMatchObject({ state: 'parked' });
  });
});

describe('backoffMs', () => {
  it('grows to five minutes and no further', () => {
    expect(backoffMs(1)).toBeGreaterThanOrEqual(2_000);
    expect(backoffMs(3)).toBeGreaterThanOrEqual(8_000);
    expect(backoffMs(500)).toBeLessThanOrEqual(375_000);
  });
});
