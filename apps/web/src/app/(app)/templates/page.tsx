import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { load, serverCall } from '@/api/server';
import { listTemplates } from '@/api/templates';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { TemplateTable } from './_components/template-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('templates'))('title') };
}

export default async function TemplatesPage() {
  const t = await getTranslations('templates');
  const loaded = await load(listTemplates(serverCall));
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')}>{t('lead')}</PageHeader>
      {loaded.ok ? <TemplateTable first={loaded.data} /> : <ErrorState problem={loaded.problem} />}
    </div>
  );
}
