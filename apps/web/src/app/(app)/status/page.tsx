import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getPlatform } from '@/api/platform';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { ServiceList } from './_components/service-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('platform'))('title') };
}

export default async function StatusPage() {
  const t = await getTranslations('platform');
  const loaded = await load(getPlatform(serverCall));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')}>{t('lead')}</PageHeader>
      {loaded.ok ? <ServiceList initial={loaded.data.services} /> : <ErrorState problem={loaded.problem} />}
    </div>
  );
}
