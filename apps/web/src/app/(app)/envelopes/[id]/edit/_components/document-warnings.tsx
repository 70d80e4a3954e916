'use client';
import { useTranslations } from 'next-intl';
import { DocumentChanges, wasChanged } from '@/document/document-changes';
import { changesId } from '@/editor/fix-target';
import type { Autosave } from '@/editor/use-autosave';
import { Panel } from '@/ui/panel';

/** What was changed in each upload and what else to know about it. Nothing is sent before somebody says they read it. */
export function DocumentWarnings({ autosave }: { autosave: Autosave }) {
  const t = useTranslations('documentChanges');
  const { documents } = autosave.envelope;
  if (!documents.some(wasChanged)) return null;
  return (
    <Panel title={t('title', { count: documents.filter(wasChanged).length })}>
      <div className="space-y-5">
        {documents.map((document, index) =>
          wasChanged(document) ? (
            <DocumentChanges
              key={document.id}
              id={changesId(index)}
              document={document}
              onConfirmed={autosave.refresh}
            />
          ) : null,
        )}
      </div>
    </Panel>
  );
}
