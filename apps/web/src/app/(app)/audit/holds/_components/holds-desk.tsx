'use client';
import { useQuery } from '@tanstack/react-query';
import { LockOpen, Scale } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type LegalHold, listHolds } from '@/api/audit';
import { browserCall } from '@/api/browser';
import { toProblem } from '@/api/problem';
import { Moment } from '@/time/moment';
import { Badge } from '@/ui/badge';
import { ErrorState } from '@/ui/error-state';
import { ListSkeleton } from '@/ui/list-skeleton';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';
import { Cell, HeadCell, Table } from '@/ui/table';

export function HoldsDesk() {
  const t = useTranslations('audit');
  const list = useQuery({
    queryKey: ['audit-holds'],
    queryFn: async () => (await listHolds(browserCall)).items,
    ...{ refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  return (
    <div className="space-y-4">
      <p className="max-w-prose text-sm text-ink-soft">{t('holdsLead')}</p>
      {list.error ? <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} /> : null}
      {list.isLoading ? <ListSkeleton label={t('loading')} /> : null}
      {list.data?.length === 0 ? (
        <Panel flush>
          <EmptyState icon={Scale} title={t('holdsEmptyTitle')}>
            {t('holdsEmptyText')}
          </EmptyState>
        </Panel>
      ) : null}
      {list.data && list.data.length > 0 ? <Holds holds={list.data} /> : null}
    </div>
  );
}

function Holds({ holds }: { holds: readonly LegalHold[] }) {
  const t = useTranslations('audit');
  return (
    <Table
      label={t('holdsTable')}
      head={
        <>
          <HeadCell className="w-full">{t('envelope')}</HeadCell>
          <HeadCell>{t('state')}</HeadCell>
        </>
      }
    >
      {holds.map((hold) => (
        <tr key={hold.id}>
          <Cell>
            <Link
              href={`/audit/${hold.envelopeId}`}
              prefetch={false}
              className="font-medium underline-offset-4 hover:underline"
            >
              {hold.envelopeTitle}
            </Link>
            <span className="block text-[0.8125rem] [overflow-wrap:anywhere]">{hold.reason}</span>
            <span className="block text-[0.8125rem] text-ink-faint">
              {hold.placedBy}, <Moment at={hold.placedAt} />
            </span>
            {hold.lifted ? <Lifted lifted={hold.lifted} /> : null}
          </Cell>
          <Cell className="align-top">
            {hold.lifted ? (
              <Badge tone="neutral" icon={LockOpen}>
                {t('liftedState')}
              </Badge>
            ) : (
              <Badge tone="amber" icon={Scale}>
                {t('standing')}
              </Badge>
            )}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function Lifted({ lifted }: { lifted: NonNullable<LegalHold['lifted']> }) {
  const t = useTranslations('audit');
  return (
    <span className="mt-1 block text-[0.8125rem] text-ink-soft [overflow-wrap:anywhere]">
      {t('liftedBy', { name: lifted.by, date: lifted.at.slice(0, 10), reason: lifted.reason })}
    </span>
  );
}
