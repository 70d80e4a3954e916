'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { browserCall } from '@/api/browser';
import { type Bulk, listBulks } from '@/api/bulk';
import type { Page } from '@/api/page';
import { toProblem } from '@/api/problem';
import { TimeAgo } from '@/time/time-ago';
import { Button, ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { Panel } from '@/ui/panel';
import { ProgressBar } from '@/ui/progress';
import { EmptyState } from '@/ui/states';
import { Cell, HeadCell, Table } from '@/ui/table';
import { BulkBadge } from './bulk-badge';

export function BulkTable({ first }: { first: Page<Bulk> }) {
  const t = useTranslations();
  const list = useInfiniteQuery({
    queryKey: ['bulks'],
    queryFn: ({ pageParam }) => listBulks(browserCall, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    initialData: { pages: [first], pageParams: [null] },
    refetchInterval: 5000,
  });
  const rows = list.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <NoBulks />;
  return (
    <div className="space-y-3">
      {list.error ? <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} /> : null}
      <Table
        label={t('bulk.title')}
        head={
          <>
            <HeadCell className="w-full">{t('bulk.file')}</HeadCell>
            <HeadCell>{t('bulk.state')}</HeadCell>
            <HeadCell className="max-md:hidden">{t('bulk.progress')}</HeadCell>
            <HeadCell className="text-right max-sm:hidden">{t('bulk.when')}</HeadCell>
          </>
        }
      >
        {rows.map((bulk) => (
          <BulkRowLink key={bulk.id} bulk={bulk} />
        ))}
      </Table>
      {list.hasNextPage ? (
        <Button onClick={() => void list.fetchNextPage()} busy={list.isFetchingNextPage}>
          {t('ui.more')}
        </Button>
      ) : null}
    </div>
  );
}

function BulkRowLink({ bulk }: { bulk: Bulk }) {
  const t = useTranslations('bulk');
  const words = t('rowsCount', { sent: bulk.counts.sent, total: bulk.counts.total });
  return (
    <tr className="relative hover:bg-sunken/60">
      <Cell className="max-w-0">
        <Link
          href={`/bulk-sends/${bulk.id}`}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {bulk.fileName}
        </Link>
        <span className="block truncate text-[0.8125rem] text-ink-faint">{bulk.templateName}</span>
      </Cell>
      <Cell>
        <BulkBadge state={bulk.state} />
      </Cell>
      <Cell className="min-w-44 max-md:hidden">
        <span className="block text-[0.8125rem] tabular text-ink-soft">{words}</span>
        <ProgressBar done={bulk.counts.sent} total={bulk.counts.total} label={words} />
      </Cell>
      <Cell className="text-right text-ink-soft max-sm:hidden">
        <TimeAgo at={bulk.startedAt ?? bulk.createdAt} />
      </Cell>
    </tr>
  );
}

function NoBulks() {
  const t = useTranslations('bulk');
  return (
    <Panel flush>
      <EmptyState
        icon={Send}
        title={t('emptyTitle')}
        action={
          <ButtonLink href="/templates" kind="primary">
            {t('emptyAction')}
          </ButtonLink>
        }
      >
        {t('emptyText')}
      </EmptyState>
    </Panel>
  );
}
