'use client';
import { useTranslations } from 'next-intl';
import { useCallback, useRef } from 'react';
import type { UploadedDocument, UploadLimits } from '@/api/upload';
import { useNotify } from '@/ui/toast';
import { titleFromFileName } from '@/uploads/title-from-file-name';
import type { UploadQueue } from '@/uploads/upload-queue';
import type { UploadRow } from '@/uploads/upload-row';
import { useUploadQueue } from '@/uploads/use-upload-queue';
import { addDocument, documentNameId, replaceDocument } from './documents';
import { useEditor } from './editor-context';

export interface DocumentUploads {
  readonly rows: readonly UploadRow[];
  readonly queue: UploadQueue;
  readonly add: (files: readonly File[]) => void;
  /** Puts a new version in the place of a document. */
  readonly replace: (documentId: string, file: File) => void;
}

/** Files that become documents of this draft: at the end, or in the place of one that is there. */
export function useDocumentUploads(limits: UploadLimits): DocumentUploads {
  const t = useTranslations('editorDocuments');
  const { draft, change, undo, say } = useEditor();
  const notify = useNotify();
  const replacing = useRef(new Map<string, string>());
  const queueRef = useRef<UploadQueue>(null);

  const onDocument = (document: UploadedDocument, rowId: string) => {
    const old = draft.documents.find(({ id }) => id === replacing.current.get(rowId));
    if (old) {
      const { draft: next, lost } = replaceDocument(draft, old.id, document);
      change(() => next);
      const pages = [...new Set(lost.map(({ pageNumber }) => pageNumber))].sort((a, b) => a - b).join(', ');
      notify(t('replaced', { name: old.name, lost: lost.length, pages }), undo);
    } else {
      change((now) => addDocument(titled(now, document), document));
      say(t('added', { name: document.name }));
    }
    queueRef.current?.cancel(rowId);
    requestAnimationFrame(() => window.document.getElementById(documentNameId(document.id))?.focus());
  };
  const { queue, rows } = useUploadQueue({
    limits,
    besides: draft.documents.map(({ id }) => id),
    onDocument,
  });
  queueRef.current = queue;
  const room = limits.maxDocuments - draft.documents.length - rows.length;
  const add = useCallback(
    (files: readonly File[]) => {
      if (files.length > room) notify(t('tooMany', { most: limits.maxDocuments }));
      queue.add(files.slice(0, Math.max(0, room)));
    },
    [queue, room, notify, t, limits.maxDocuments],
  );
  const replace = useCallback(
    (documentId: string, file: File) => {
      for (const rowId of queue.add([file])) replacing.current.set(rowId, documentId);
    },
    [queue],
  );
  return { rows, queue, add, replace };
}

function titled<D extends { readonly title: string; readonly documents: readonly unknown[] }>(
  draft: D,
  { name }: UploadedDocument,
): D {
  const isFirst = draft.title.trim() === '' && draft.documents.length === 0;
  return isFirst ? { ...draft, title: titleFromFileName(name) } : draft;
}
