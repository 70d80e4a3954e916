import { describe, expect, it } from 'vitest';
import { filtersAddress, readFilters } from './list-filters';

const read = (query: string) => readFilters(new URLSearchParams(query));

describe('filters in the address bar', () => {
  it('come back as they were', () => {
    const filters = { status: 'attention', q: 'Müller & Söhne' } as const;
    expect(read(filtersAddress(filters).split('?')[1] ?? '')).toEqual(filters);
  });

  it('drop what is not a state', () => {
    expect(read('status=lost&q=%20%20')).toEqual({ status: null, q: '' });
  });

  it('leave no question mark when there are none', () => {
    expect(filtersAddress({ status: null, q: '' })).toBe('/envelopes');
  });
});
