import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listApiKeys } from '@/api/api-keys';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { ApiKeysDesk } from './_components/api-keys-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('apiKeys'))('title') };
}

export default async function ApiKeysPage() {
  const t = await getTranslations('apiKeys');
  const loaded = await load(listApiKeys(serverCall));
  if (loaded.ok) return <ApiKeysDesk initial={loaded.data.items} />;
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')}>{t('lead')}</PageHeader>
      <ErrorState problem={loaded.problem} />
    </div>
  );
}
