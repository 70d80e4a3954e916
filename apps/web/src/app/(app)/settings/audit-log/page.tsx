import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getLogStatus } from '@/api/audit-log';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { AuditLogDesk } from './_components/audit-log-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auditLog'))('title') };
}

export default async function AuditLogPage() {
  const t = await getTranslations('auditLog');
  const loaded = await load(getLogStatus(serverCall));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')}>{t('lead')}</PageHeader>
      {loaded.ok ? <AuditLogDesk initial={loaded.data} /> : <ErrorState problem={loaded.problem} />}
    </div>
  );
}
