'use client';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ApiKey, listApiKeys } from '@/api/api-keys';
import { browserCall } from '@/api/browser';
import { Button } from '@/ui/button';
import { PageHeader } from '@/ui/page-header';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';
import { HeadCell, Table } from '@/ui/table';
import { ApiKeyRow } from './api-key-row';
import { NewApiKey } from './new-api-key';

export function ApiKeysDesk({ initial }: { initial: readonly ApiKey[] }) {
  const t = useTranslations('apiKeys');
  const [making, setMaking] = useState(false);
  const list = useQuery({
    queryKey: ['api-keys'],
    queryFn: async () => (await listApiKeys(browserCall)).items,
    initialData: initial,
  });
  const refresh = () => void list.refetch();
  const make = (
    <Button kind="primary" onClick={() => setMaking(true)}>
      <Plus aria-hidden="true" />
      {t('new')}
    </Button>
  );
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} actions={list.data.length > 0 ? make : null}>
        {t('lead')}
      </PageHeader>
      {list.data.length === 0 ? (
        <Panel flush>
          <EmptyState icon={KeyRound} title={t('emptyTitle')} action={make}>
            {t('emptyText')}
          </EmptyState>
        </Panel>
      ) : (
        <Keys keys={list.data} onChanged={refresh} />
      )}
      <NewApiKey open={making} onClose={() => setMaking(false)} onMade={refresh} />
    </div>
  );
}

function Keys({ keys, onChanged }: { keys: readonly ApiKey[]; onChanged: () => void }) {
  const t = useTranslations('apiKeys');
  return (
    <Table
      label={t('title')}
      head={
        <>
          <HeadCell className="w-full">{t('name')}</HeadCell>
          <HeadCell className="max-md:hidden">{t('scopes')}</HeadCell>
          <HeadCell className="max-sm:hidden">{t('used')}</HeadCell>
          <HeadCell>{t('state')}</HeadCell>
        </>
      }
    >
      {keys.map((key) => (
        <ApiKeyRow key={key.id} apiKey={key} onChanged={onChanged} />
      ))}
    </Table>
  );
}
