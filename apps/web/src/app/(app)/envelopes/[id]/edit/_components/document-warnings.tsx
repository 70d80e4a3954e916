'use client';
import { useTranslations } from 'next-intl';
import { DocumentChanges, wasChanged } from '@/document/document-changes';
import { changesId } from '@/editor/fix-target';
import type { Autosave } from '@/editor/use-autosave';
import { Panel } from '@/ui/panel';

/** What was changed in each upload, and what else to know. Nothing is sent before somebody says they read it. */
export function DocumentChangesPanel({ autosave }: { autosave: Autosave }) {
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

/** What was done to an upload without losing anything it showed: to know, not to answer. */
export function UploadNotes({ autosave }: { autosave: Autosave }) {
  const t = useTranslations('documentChanges');
  const noted = autosave.envelope.documents.filter(({ report }) => report.notes.length > 0);
  if (noted.length === 0) return null;
  return (
    <Panel title={t('notes')}>
      <dl className="space-y-3 text-sm">
        {noted.map(({ id, name, report }) => (
          <div key={id}>
            <dt className="font-medium [overflow-wrap:anywhere]">{name}</dt>
            {report.notes.map((note) => (
              <dd
                key={`${note.code}${note.sentence}`}
                className="mt-1 text-ink-soft [overflow-wrap:anywhere]"
              >
                {note.sentence}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </Panel>
  );
}
