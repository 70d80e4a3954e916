'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { LayoutTemplate } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { browserCall } from '@/api/browser';
import type { Page } from '@/api/page';
import { toProblem } from '@/api/problem';
import { listTemplates, type TemplateSummary } from '@/api/templates';
import { TimeAgo } from '@/time/time-ago';
import { Button, ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';
import { Cell, HeadCell, Table } from '@/ui/table';

export function TemplateTable({ first }: { first: Page<TemplateSummary> }) {
  const t = useTranslations('templates');
  const list = useInfiniteQuery({
    queryKey: ['templates'],
    queryFn: ({ pageParam }) => listTemplates(browserCall, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    initialData: { pages: [first], pageParams: [null] },
  });
  const rows = list.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <NoTemplates />;
  return (
    <div className="space-y-3">
      {list.error ? <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} /> : null}
      <Table
        label={t('title')}
        head={
          <>
            <HeadCell className="w-full">{t('name')}</HeadCell>
            <HeadCell className="max-sm:hidden">{t('people')}</HeadCell>
            <HeadCell className="text-right">{t('created')}</HeadCell>
          </>
        }
      >
        {rows.map((template) => (
          <TemplateRow key={template.id} template={template} />
        ))}
      </Table>
      {list.hasNextPage ? (
        <Button onClick={() => void list.fetchNextPage()} busy={list.isFetchingNextPage}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  );
}

function TemplateRow({ template }: { template: TemplateSummary }) {
  const names = template.roles.map((role) => role.name).join(', ');
  return (
    <tr className="relative hover:bg-sunken/60">
      <Cell className="max-w-0">
        <Link
          href={`/templates/${template.id}`}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {template.name}
        </Link>
        <span className="block truncate text-[0.8125rem] text-ink-faint">{template.title}</span>
      </Cell>
      <Cell className="max-w-72 truncate text-ink-soft max-sm:hidden">{names}</Cell>
      <Cell className="text-right text-ink-soft">
        <TimeAgo at={template.createdAt} />
      </Cell>
    </tr>
  );
}

function NoTemplates() {
  const t = useTranslations('templates');
  return (
    <Panel flush>
      <EmptyState
        icon={LayoutTemplate}
        title={t('emptyTitle')}
        action={
          <ButtonLink href="/envelopes/new" kind="primary">
            {t('emptyAction')}
          </ButtonLink>
        }
      >
        {t('emptyText')}
      </EmptyState>
    </Panel>
  );
}
