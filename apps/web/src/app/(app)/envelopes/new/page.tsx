import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { load, serverCall } from '@/api/server';
import { getUploadLimits } from '@/api/upload';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { DropDocument } from './_components/drop-document';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('newEnvelope'))('title') };
}

export default async function NewEnvelopePage() {
  const t = await getTranslations('newEnvelope');
  const limits = await load(getUploadLimits(serverCall));
  if (!limits.ok) return <ErrorState problem={limits.problem} />;
  return (
    <div className="mx-auto max-w-2xl space-y-6">
      <PageHeader title={t('title')}>{t('lead')}</PageHeader>
      <DropDocument limits={limits.data} />
      <p className="text-center text-sm text-ink-soft">
        {t('templateHint')}{' '}
        <Link href="/templates" className="text-accent underline underline-offset-4">
          {t('templateLink')}
        </Link>
      </p>
    </div>
  );
}
