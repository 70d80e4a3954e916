'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { browserCall } from '@/api/browser';
import { type Bulk, type BulkRow, type BulkRowState, bulkRowStates, listBulkRows } from '@/api/bulk';
import type { Page } from '@/api/page';
import { toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { SelectField } from '@/ui/field';
import { HeadCell, Table } from '@/ui/table';
import { BulkRowLine } from './bulk-row-line';

export function BulkRows(props: { bulk: Bulk; first: Page<BulkRow>; filter: BulkRowState | null }) {
  const t = useTranslations();
  const { bulk, filter } = props;
  const list = useInfiniteQuery({
    queryKey: ['bulk-rows', bulk.id, filter],
    queryFn: ({ pageParam }) => listBulkRows(browserCall, bulk.id, filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    initialData: { pages: [props.first], pageParams: [null] },
    refetchInterval: bulk.state === 'running' ? 2000 : 10_000,
  });
  useFollowing(Object.values(bulk.counts).join(), list.refetch);
  const rows = list.data.pages.flatMap((page) => page.items);
  return (
    <div className="space-y-3">
      <StateFilter bulkId={bulk.id} filter={filter} />
      {list.error ? <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} /> : null}
      <Table
        label={t('bulk.rows')}
        head={
          <>
            <HeadCell>{t('bulk.row')}</HeadCell>
            <HeadCell>{t('bulk.state')}</HeadCell>
            {bulk.columns.map((column) => (
              <HeadCell key={column}>{column}</HeadCell>
            ))}
            <HeadCell>
              <span className="sr-only">{t('bulk.envelope')}</span>
            </HeadCell>
          </>
        }
      >
        {rows.map((row) => (
          <BulkRowLine key={row.rowNumber} row={row} columns={bulk.columns} />
        ))}
      </Table>
      {rows.length === 0 ? <p className="text-sm text-ink-faint">{t('bulk.noRows')}</p> : null}
      {list.hasNextPage ? (
        <Button onClick={() => void list.fetchNextPage()} busy={list.isFetchingNextPage}>
          {t('ui.more')}
        </Button>
      ) : null}
    </div>
  );
}

/** Asks again whenever the pushed counts moved, so rows and counts never tell different stories. */
function useFollowing(counts: string, refetch: () => Promise<unknown>): void {
  const seen = useRef(counts);
  useEffect(() => {
    if (seen.current === counts) return;
    seen.current = counts;
    void refetch();
  }, [counts, refetch]);
}

function StateFilter({ bulkId, filter }: { bulkId: string; filter: BulkRowState | null }) {
  const t = useTranslations('bulk');
  const router = useRouter();
  return (
    <SelectField
      label={t('filter')}
      className="max-w-60"
      value={filter ?? ''}
      onChange={(event) => {
        const state = event.target.value;
        router.replace(`/bulk-sends/${bulkId}${state ? `?state=${state}` : ''}`, { scroll: false });
      }}
    >
      <option value="">{t('all')}</option>
      {bulkRowStates.map((state) => (
        <option key={state} value={state}>
          {t(`rowStates.${state}`)}
        </option>
      ))}
    </SelectField>
  );
}
