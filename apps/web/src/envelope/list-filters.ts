import { type EnvelopeStatus, envelopeStatuses } from '@/api/envelopes';

/** What the envelope list shows; the address bar is its only memory. */
export interface ListFilters {
  readonly status: EnvelopeStatus | 'attention' | null;
  readonly q: string;
}

const known: readonly string[] = [...envelopeStatuses, 'attention'];

/** Reads `?status=&q=`; an unknown status is dropped, words are trimmed and cut at 200 characters. */
export function readFilters(parameters: { get(name: string): string | null }): ListFilters {
  const status = parameters.get('status') ?? '';
  return {
    status: known.includes(status) ? (status as ListFilters['status']) : null,
    q: (parameters.get('q') ?? '').trim().slice(0, 200),
  };
}

/** The address that restores these filters. */
export function filtersAddress(filters: ListFilters): string {
  const query = new URLSearchParams();
  if (filters.status) query.set('status', filters.status);
  if (filters.q) query.set('q', filters.q);
  const text = query.toString();
  return text ? `/envelopes?${text}` : '/envelopes';
}
