import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listErasures } from '@/api/privacy';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { PrivacyDesk } from './_components/privacy-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('privacy'))('title') };
}

export default async function PrivacyPage() {
  const t = await getTranslations('privacy');
  const loaded = await load(listErasures(serverCall));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')}>{t('lead')}</PageHeader>
      {loaded.ok ? <PrivacyDesk initial={loaded.data.items} /> : <ErrorState problem={loaded.problem} />}
    </div>
  );
}
