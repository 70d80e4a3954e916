'use client';
import { useTranslations } from 'next-intl';
import type { EnvelopeDocument } from '@/api/documents';
import { DocumentChanges, wasChanged } from '@/document/document-changes';
import { changesId } from '@/editor/fix-target';
import type { Autosave } from '@/editor/use-autosave';
import { Panel } from '@/ui/panel';

/** What was changed in each upload and what else to know about it. Nothing is sent before somebody says they read it. */
export function DocumentWarnings({ autosave }: { autosave: Autosave }) {
  const { documents } = autosave.envelope;
  return (
    <>
      <Changes documents={documents} onConfirmed={autosave.refresh} />
      <Notes documents={documents} />
    </>
  );
}

function Changes({
  documents,
  onConfirmed,
}: {
  documents: readonly EnvelopeDocument[];
  onConfirmed: () => Promise<void>;
}) {
  const t = useTranslations('documentChanges');
  if (!documents.some(wasChanged)) return null;
  return (
    <Panel title={t('title', { count: documents.filter(wasChanged).length })}>
      <div className="space-y-5">
        {documents.map((document, index) =>
          wasChanged(document) ? (
            <DocumentChanges key={document.id} {...{ document, onConfirmed }} id={changesId(index)} />
          ) : null,
        )}
      </div>
    </Panel>
  );
}

/** What was done to an upload without losing anything it showed: to know, not to answer. */
function Notes({ documents }: { documents: readonly EnvelopeDocument[] }) {
  const t = useTranslations('documentChanges');
  const noted = documents.filter(({ report }) => report.notes.length > 0);
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
