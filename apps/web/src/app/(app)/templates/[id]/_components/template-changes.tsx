'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Template } from '@/api/templates';
import { DocumentChanges, wasChanged } from '@/document/document-changes';
import { Panel } from '@/ui/panel';

/** What was changed in the template's documents: read once, it counts for every envelope made from them. */
export function TemplateChanges({ documents }: Pick<Template, 'documents'>) {
  const t = useTranslations('documentChanges');
  const router = useRouter();
  const changed = documents.filter(wasChanged);
  if (changed.length === 0) return null;
  return (
    <Panel title={t('title', { count: changed.length })}>
      <div className="space-y-5">
        <p className="text-sm text-ink-soft">{t('lead')}</p>
        {changed.map((document) => (
          <DocumentChanges
            key={document.id}
            id={`document-changes-${document.id}`}
            document={document}
            onConfirmed={() => router.refresh()}
          />
        ))}
      </div>
    </Panel>
  );
}
