'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { FileStack, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { browserCall } from '@/api/browser';
import { type EnvelopeSummary, listEnvelopes } from '@/api/envelopes';
import type { Page } from '@/api/page';
import { toProblem } from '@/api/problem';
import { NewEnvelopeLink } from '@/app/(app)/_components/new-envelope-link';
import type { ListFilters } from '@/envelope/list-filters';
import { Button, ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';
import { HeadCell, Table } from '@/ui/table';
import { EnvelopeRow } from './envelope-row';

/** The list, refreshed while it is looked at. */
export function EnvelopeTable({ filters, first }: { filters: ListFilters; first: Page<EnvelopeSummary> }) {
  const t = useTranslations('envelopes');
  const list = useInfiniteQuery({
    queryKey: ['envelopes', filters],
    queryFn: ({ pageParam }) => listEnvelopes(browserCall, { ...filters, limit: 25, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    initialData: { pages: [first], pageParams: [null] },
    refetchInterval: 10_000,
  });
  const rows = list.data.pages.flatMap((page) => page.items);
  return (
    <div className="space-y-3">
      {list.error ? <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} /> : null}
      <p role="status" className="text-[0.8125rem] text-ink-soft">
        {list.hasNextPage ? t('first', { count: rows.length }) : t('lead', { total: rows.length })}
      </p>
      {rows.length === 0 ? (
        <NothingHere filtered={Boolean(filters.status || filters.q)} />
      ) : (
        <Rows rows={rows} />
      )}
      {list.hasNextPage ? (
        <div className="text-center">
          <Button onClick={() => void list.fetchNextPage()} busy={list.isFetchingNextPage}>
            {t('moreButton')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Rows({ rows }: { rows: readonly EnvelopeSummary[] }) {
  const t = useTranslations('envelopes');
  const head = (
    <>
      <HeadCell className="w-full">{t('name')}</HeadCell>
      <HeadCell className="max-md:hidden">{t('people')}</HeadCell>
      <HeadCell className="max-sm:hidden">{t('state')}</HeadCell>
      <HeadCell className="text-right max-md:hidden">{t('changed')}</HeadCell>
    </>
  );
  return (
    <Table label={t('title')} head={head}>
      {rows.map((envelope) => (
        <EnvelopeRow key={envelope.id} envelope={envelope} />
      ))}
    </Table>
  );
}

function NothingHere({ filtered }: { filtered: boolean }) {
  const t = useTranslations('envelopes');
  return (
    <Panel flush>
      {filtered ? (
        <EmptyState
          icon={SearchX}
          title={t('noneTitle')}
          action={<ButtonLink href="/envelopes">{t('clear')}</ButtonLink>}
        >
          {t('noneText')}
        </EmptyState>
      ) : (
        <EmptyState icon={FileStack} title={t('emptyTitle')} action={<NewEnvelopeLink />}>
          {t('emptyText')}
        </EmptyState>
      )}
    </Panel>
  );
}
