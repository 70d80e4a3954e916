import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listAuditors } from '@/api/auditors';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { AuditorsDesk } from './_components/auditors-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auditors'))('title') };
}

export default async function AuditorsPage() {
  const t = await getTranslations('auditors');
  const loaded = await load(listAuditors(serverCall));
  if (loaded.ok) return <AuditorsDesk initial={loaded.data.items} />;
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')}>{t('lead')}</PageHeader>
      <ErrorState problem={loaded.problem} />
    </div>
  );
}
