import { useTranslations } from 'next-intl';
import { ListSkeleton } from '@/ui/list-skeleton';
import { PageHeader } from '@/ui/page-header';

export default function AuditLogLoading() {
  const t = useTranslations('auditLog');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')}>{t('lead')}</PageHeader>
      <ListSkeleton label={t('loading')} />
    </div>
  );
}
