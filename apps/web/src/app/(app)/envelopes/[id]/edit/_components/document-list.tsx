'use client';
import { FilePlus2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { UploadLimits } from '@/api/upload';
import { moveDocument } from '@/editor/documents';
import { useEditor } from '@/editor/editor-context';
import { useDocumentUploads } from '@/editor/use-document-uploads';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { acceptedFiles } from '@/uploads/accepted-files';
import { DropAnywhere } from '@/uploads/drop-anywhere';
import { UploadList } from '@/uploads/upload-list';
import { usePastedFiles } from '@/uploads/use-pasted-files';
import { DocumentRow } from './document-row';

/** The documents of the envelope in their order, and the files that are on their way to become some. */
export function DocumentList({ limits }: { limits: UploadLimits }) {
  const t = useTranslations('editorDocuments');
  const { draft, change } = useEditor();
  const uploads = useDocumentUploads(limits);
  const [draggedId, setDraggedId] = useState<string | null>(null);
  usePastedFiles(uploads.add);
  const dropOn = (index: number) => {
    if (draggedId !== null) change((now) => moveDocument(now, draggedId, index));
    setDraggedId(null);
  };
  return (
    <Panel
      title={t('title', { count: draft.documents.length })}
      actions={<AddFiles onFiles={uploads.add} label={t('add')} />}
      flush
    >
      <DropAnywhere words={t('dropping')} onFiles={uploads.add} />
      {draft.documents.length === 0 && uploads.rows.length === 0 ? (
        <p className="px-5 py-4 text-sm text-ink-faint">{t('empty')}</p>
      ) : (
        <ol className="divide-y divide-line">
          {draft.documents.map((document, index) => (
            <DocumentRow
              key={document.id}
              document={document}
              index={index}
              onReplace={uploads.replace}
              onDragStart={() => setDraggedId(document.id)}
              onDropHere={() => dropOn(index)}
            />
          ))}
        </ol>
      )}
      {uploads.rows.length > 0 ? (
        <div className="p-2">
          <UploadList rows={uploads.rows} queue={uploads.queue} />
        </div>
      ) : null}
    </Panel>
  );
}

function AddFiles({ label, onFiles }: { label: string; onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept={acceptedFiles}
        tabIndex={-1}
        aria-hidden="true"
        className="hidden"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <Button id="add-files" size="sm" onClick={() => input.current?.click()}>
        <FilePlus2 aria-hidden="true" />
        {label}
      </Button>
    </>
  );
}
