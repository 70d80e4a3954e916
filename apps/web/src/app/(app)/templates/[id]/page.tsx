import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { getBulkColumns } from '@/api/bulk';
import { getMe, isAdministrator } from '@/api/me';
import { getRetention } from '@/api/retention';
import { load, serverCall } from '@/api/server';
import { getTemplate } from '@/api/templates';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { ArchiveTemplate } from './_components/archive-template';
import { BulkDrop } from './_components/bulk-drop';
import { TemplateChanges } from './_components/template-changes';
import { TemplatePages } from './_components/template-pages';
import { TemplateRetention } from './_components/template-retention';
import { UseTemplate } from './_components/use-template';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('templates'))('title') };
}

export default async function TemplatePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const t = await getTranslations('templates');
  const loaded = await load(
    Promise.all([
      getTemplate(serverCall, id),
      getBulkColumns(serverCall, id),
      getRetention(serverCall),
      getMe(serverCall),
    ]),
  );
  if (!loaded.ok) return <ErrorState problem={loaded.problem} />;
  const [template, columns, retention, me] = loaded.data;
  return (
    <div className="space-y-5">
      <PageHeader
        title={template.name}
        above={
          <Link href="/templates" className="underline-offset-4 hover:underline">
            {t('title')}
          </Link>
        }
        actions={<ArchiveTemplate template={template} />}
      />
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
        <div className="min-w-0 space-y-5">
          <TemplateChanges documents={template.documents} />
          <UseTemplate template={template} />
          <BulkDrop template={template} columns={columns} />
          <TemplateRetention
            templateId={template.id}
            initial={retention}
            mayChange={isAdministrator(me.role)}
          />
        </div>
        <TemplatePages template={template} />
      </div>
    </div>
  );
}
