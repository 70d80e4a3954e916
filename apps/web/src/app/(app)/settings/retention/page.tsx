import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getMe, isAdministrator } from '@/api/me';
import { getRetention } from '@/api/retention';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { RetentionDesk } from './_components/retention-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('retention'))('title') };
}

export default async function RetentionPage() {
  const t = await getTranslations('retention');
  const loaded = await load(Promise.all([getRetention(serverCall), getMe(serverCall)]));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')}>{t('lead')}</PageHeader>
      {loaded.ok ? (
        <RetentionDesk initial={loaded.data[0]} mayChange={isAdministrator(loaded.data[1].role)} />
      ) : (
        <ErrorState problem={loaded.problem} />
      )}
    </div>
  );
}
