'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { SearchX, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type AuditSearchAnswer, searchEvidence } from '@/api/audit';
import { browserCall } from '@/api/browser';
import { toProblem } from '@/api/problem';
import { isFiltered, isHash, type SearchFields, searchAddress, toQuery } from '@/audit/search-query';
import { Button, ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { ListSkeleton } from '@/ui/list-skeleton';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';
import { ExportButton } from './export-dialog';
import { ResultList } from './result-list';
import { SearchForm } from './search-form';

/** Asked once, when it is shown: a search that refreshed itself would fill the record with nobody's questions. */
const asked = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false };

export function SearchDesk({ fields }: { fields: SearchFields }) {
  const t = useTranslations('audit');
  const list = useInfiniteQuery({
    queryKey: ['audit-search', searchAddress(fields)],
    queryFn: ({ pageParam }) => searchEvidence(browserCall, toQuery(fields), pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    enabled: fields.hash === '' || isHash(fields.hash),
    ...asked,
  });
  return (
    <div className="space-y-4">
      <SearchForm fields={fields} />
      {list.error ? <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} /> : null}
      {list.isLoading ? <ListSkeleton label={t('loading')} /> : null}
      {list.data ? <Found pages={list.data.pages} fields={fields} /> : null}
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

function Found({ pages, fields }: { pages: readonly AuditSearchAnswer[]; fields: SearchFields }) {
  const t = useTranslations('audit');
  const rows = pages.flatMap((page) => page.items);
  const { total = 0, isTotalExact = true } = pages[0] ?? {};
  const found = isTotalExact ? t('count', { total }) : t('countMore', { total });
  if (rows.length === 0) return <NothingFound isFiltered={isFiltered(fields)} />;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-[0.8125rem] text-ink-soft">
          {found}
        </p>
        <ExportButton query={toQuery(fields)} total={found} />
      </div>
      <ResultList envelopes={rows} label={t('results')} moment={fields.moment} />
    </>
  );
}

function NothingFound({ isFiltered: filtered }: { isFiltered: boolean }) {
  const t = useTranslations('audit');
  return (
    <Panel flush>
      {filtered ? (
        <EmptyState
          icon={SearchX}
          title={t('noneTitle')}
          action={<ButtonLink href="/audit">{t('clear')}</ButtonLink>}
        >
          {t('noneText')}
        </EmptyState>
      ) : (
        <EmptyState icon={ShieldCheck} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      )}
    </Panel>
  );
}
