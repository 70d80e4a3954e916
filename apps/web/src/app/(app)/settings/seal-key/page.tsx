import { Stamp } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listSealKeys } from '@/api/platform';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';
import { SealKeyCard } from './_components/seal-key-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sealKey'))('title') };
}

export default async function SealKeyPage() {
  const t = await getTranslations('sealKey');
  const loaded = await load(listSealKeys(serverCall));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')}>{t('lead')}</PageHeader>
      {loaded.ok ? null : <ErrorState problem={loaded.problem} />}
      {loaded.ok && loaded.data.length === 0 ? (
        <Panel flush>
          <EmptyState icon={Stamp} title={t('none')}>
            {t('noneText')}
          </EmptyState>
        </Panel>
      ) : null}
      {loaded.ok ? loaded.data.map((key) => <SealKeyCard key={key.id} sealKey={key} />) : null}
    </div>
  );
}
