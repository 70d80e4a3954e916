import { describe, expect, it } from 'vitest';
import { endOf, noSearch, readSearch, searchAddress, toQuery } from './search-query';

const from = (address: string) => readSearch(new URL(address, 'http://localhost').searchParams);

describe('the address of a search', () => {
  it('restores it', () => {
    const fields = {
      ...{
        words: 'Lease & more',
        person: 'ada@example.test',
        hash: 'ab'.repeat(32),
        moment: 'sent' as const,
      },
      ...{ from: '2026-01-01', to: '2026-01-31', states: ['completed', 'voided'] as const, held: true },
    };
    expect(from(searchAddress(fields))).toEqual(fields);
    expect(searchAddress(noSearch)).toBe('/audit');
  });

  it('drops what it does not understand', () => {
    expect(from('/audit?moment=never&from=yesterday&states=lost.sent&held=1')).toEqual({
      ...noSearch,
      states: ['sent'],
    });
  });

  it('takes a fingerprint as people copy it', () => {
    expect(from(`/audit?hash=${encodeURIComponent('AB CD:EF')}`).hash).toBe('abcdef');
  });
});

describe('the question to the server', () => {
  it('says nothing of what was left empty', () => {
    expect(toQuery(noSearch)).toEqual({ moment: 'created' });
  });

  it('includes the whole last day, also where a clock is changed', () => {
    expect(endOf('2026-10-25').getTime() - new Date('2026-10-25T00:00:00').getTime()).toBeGreaterThanOrEqual(
      23 * 3_600_000,
    );
    expect(endOf('2026-12-31').getFullYear()).toBe(2027);
  });
});
