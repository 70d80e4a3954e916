'use client';
import { useQuery } from '@tanstack/react-query';
import { UserSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type AuditorGrant, listAuditors } from '@/api/auditors';
import { browserCall } from '@/api/browser';
import { toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';
import { HeadCell, Table } from '@/ui/table';
import { AuditorRow } from './auditor-row';
import { InviteAuditor } from './invite-auditor';

/** Refreshed while it is looked at: the mail's fate and the first sign-in arrive by themselves. */
const REFRESH_MS = 10_000;

export function AuditorsDesk({ initial }: { initial: readonly AuditorGrant[] }) {
  const t = useTranslations('auditors');
  const [inviting, setInviting] = useState(false);
  const list = useQuery({
    queryKey: ['auditors'],
    queryFn: async () => (await listAuditors(browserCall)).items,
    initialData: initial,
    refetchInterval: REFRESH_MS,
  });
  const refresh = () => void list.refetch();
  const invite = (
    <Button kind="primary" onClick={() => setInviting(true)}>
      <UserSearch aria-hidden="true" />
      {t('new')}
    </Button>
  );
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} actions={list.data.length > 0 ? invite : null}>
        {t('lead')}
      </PageHeader>
      {list.error ? <ErrorState problem={toProblem(list.error)} onRetry={refresh} /> : null}
      {list.data.length === 0 ? (
        <Panel flush>
          <EmptyState icon={UserSearch} title={t('emptyTitle')} action={invite}>
            {t('emptyText')}
          </EmptyState>
        </Panel>
      ) : (
        <Table
          label={t('table')}
          head={
            <>
              <HeadCell className="w-full">{t('who')}</HeadCell>
              <HeadCell className="max-sm:hidden">{t('access')}</HeadCell>
              <HeadCell>{t('acts')}</HeadCell>
            </>
          }
        >
          {list.data.map((grant) => (
            <AuditorRow key={grant.id} grant={grant} onChanged={refresh} />
          ))}
        </Table>
      )}
      <InviteAuditor open={inviting} onClose={() => setInviting(false)} onInvited={refresh} />
    </div>
  );
}
