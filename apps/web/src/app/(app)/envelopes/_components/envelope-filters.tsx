'use client';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { browserCall } from '@/api/browser';
import { countEnvelopes, type EnvelopeCounts, envelopeStatuses } from '@/api/envelopes';
import { filtersAddress, type ListFilters } from '@/envelope/list-filters';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';

const shown = [null, 'attention', ...envelopeStatuses] as const;

export function EnvelopeFilters({ filters, counts }: { filters: ListFilters; counts: EnvelopeCounts }) {
  const t = useTranslations();
  const live = useQuery({
    queryKey: ['envelope-counts'],
    queryFn: () => countEnvelopes(browserCall),
    initialData: counts,
    refetchInterval: 10_000,
  }).data;
  const countOf = (status: ListFilters['status']) =>
    status ? live[status] : envelopeStatuses.reduce((sum, each) => sum + live[each], 0);
  const wordOf = (status: ListFilters['status']) => {
    if (status === null) return t('envelopes.all');
    return status === 'attention' ? t('envelopes.attention') : t(`status.${status}`);
  };
  return (
    <div className="flex flex-col gap-3">
      <SearchForm filters={filters} />
      <nav aria-label={t('envelopes.filter')} className="-mx-4 overflow-x-auto px-4 py-1 sm:mx-0 sm:px-0">
        <ul className="flex gap-1.5 lg:flex-wrap">
          {shown
            .filter((status) => status === null || status === filters.status || countOf(status) > 0)
            .map((status) => (
              <li key={status ?? 'all'}>
                <FilterPill
                  href={filtersAddress({ ...filters, status })}
                  on={filters.status === status}
                  count={countOf(status)}
                >
                  {wordOf(status)}
                </FilterPill>
              </li>
            ))}
        </ul>
      </nav>
    </div>
  );
}

function FilterPill({
  href,
  on,
  count,
  children,
}: {
  href: string;
  on: boolean;
  count: number;
  children: string;
}) {
  return (
    <Link
      href={href}
      aria-current={on ? 'page' : undefined}
      className={clsx(
        'flex min-h-8 items-center gap-2 rounded-full border px-3 text-[0.8125rem] whitespace-nowrap pointer-coarse:min-h-11',
        on
          ? 'border-ink bg-ink text-paper'
          : 'border-line bg-sheet text-ink-soft hover:border-line-strong hover:text-ink',
      )}
    >
      {children}
      <span className="tabular">{count}</span>
    </Link>
  );
}

function SearchForm({ filters }: { filters: ListFilters }) {
  const t = useTranslations('envelopes');
  const router = useRouter();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = String(new FormData(event.currentTarget).get('q')).trim();
    router.push(filtersAddress({ ...filters, q }));
  };
  return (
    <search className="max-w-md">
      <form onSubmit={submit} className="flex gap-2">
        <TextField
          key={filters.q}
          label={t('search')}
          placeholder={t('search')}
          hideLabel
          name="q"
          type="search"
          defaultValue={filters.q}
          className="flex-1"
        />
        <Button type="submit" size="icon" aria-label={t('searchButton')}>
          <Search aria-hidden="true" />
        </Button>
      </form>
    </search>
  );
}
