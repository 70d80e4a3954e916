import { useTranslations } from 'next-intl';
import { ListSkeleton } from '@/ui/list-skeleton';
import { PageHeader } from '@/ui/page-header';

export default function EnvelopesLoading() {
  const t = useTranslations('envelopes');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} />
      <ListSkeleton label={t('loadingList')} />
    </div>
  );
}
