import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listBulks } from '@/api/bulk';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { BulkTable } from './_components/bulk-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bulk'))('title') };
}

export default async function BulkSendsPage() {
  const t = await getTranslations('bulk');
  const loaded = await load(listBulks(serverCall));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')}>{t('lead')}</PageHeader>
      {loaded.ok ? <BulkTable first={loaded.data} /> : <ErrorState problem={loaded.problem} />}
    </div>
  );
}
