'use client';
import { ArrowDown, ArrowUp, Eye, RefreshCw, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { EnvelopeDocument } from '@/api/documents';
import { goToDocument } from '@/document/document-heading';
import { documentNameId, moveDocument, removeDocument, renameDocument } from '@/editor/documents';
import { useEditor } from '@/editor/editor-context';
import { Button } from '@/ui/button';
import { useNotify } from '@/ui/toast';
import { acceptedFiles } from '@/uploads/accepted-files';

interface Row {
  readonly document: EnvelopeDocument;
  readonly index: number;
  readonly onReplace: (documentId: string, file: File) => void;
}

/** One document: its name to change in place, how long it is, and what can be done with it. Dragged or by buttons. */
export function DocumentRow(props: Row & { onDragStart: () => void; onDropHere: () => void }) {
  const t = useTranslations('editorDocuments');
  const { draft, change } = useEditor();
  const { document } = props;
  const fieldCount = draft.fields.filter(({ documentId }) => documentId === document.id).length;
  return (
    <li
      className="px-3 py-2"
      draggable={draft.documents.length > 1}
      onDragStart={(event) => {
        // A field for text is dragged in to select its text, not to move the row.
        if (event.target !== event.currentTarget) return;
        props.onDragStart();
      }}
      onDragOver={(event) =>
        event.dataTransfer.types.includes('Files') ? undefined : event.preventDefault()
      }
      onDrop={(event) => {
        if (event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        props.onDropHere();
      }}
    >
      <input
        id={documentNameId(document.id)}
        aria-label={t('nameOf', { number: props.index + 1 })}
        value={document.name}
        title={document.name}
        maxLength={200}
        aria-invalid={document.name.trim() === '' || undefined}
        onChange={(event) => {
          const name = event.target.value;
          change((now) => renameDocument(now, document.id, name), `name:${document.id}`);
        }}
        className="w-full rounded-sm border border-transparent bg-transparent px-1.5 py-1 text-sm font-medium text-ellipsis hover:border-line-strong/60 focus:border-line-strong focus:bg-sheet pointer-coarse:min-h-11"
      />
      <div className="flex flex-wrap items-center justify-end">
        <p className="flex-1 pl-1.5 whitespace-nowrap text-[0.8125rem] text-ink-faint tabular">
          {t('facts', { pages: document.pageCount, fields: fieldCount })}
        </p>
        <RowTools {...props} />
      </div>
    </li>
  );
}

function RowTools({ document, index, onReplace }: Row) {
  const t = useTranslations('editorDocuments');
  const { draft, change, undo, say } = useEditor();
  const notify = useNotify();
  const { id, name } = document;
  const isOneOfSeveral = draft.documents.length > 1;
  const move = (toIndex: number) => {
    change((now) => moveDocument(now, id, toIndex));
    say(t('moved', { name, number: toIndex + 1, total: draft.documents.length }));
  };
  const remove = () => {
    change((now) => removeDocument(now, id));
    notify(t('removed', { name }), undo);
  };
  return (
    <div className="flex">
      {isOneOfSeveral ? (
        <>
          <Tool label={t('show', { name })} Icon={Eye} onPress={() => goToDocument(id)} />
          <Tool
            label={t('up', { name })}
            Icon={ArrowUp}
            disabled={index === 0}
            onPress={() => move(index - 1)}
          />
          <Tool
            label={t('down', { name })}
            Icon={ArrowDown}
            disabled={index === draft.documents.length - 1}
            onPress={() => move(index + 1)}
          />
        </>
      ) : null}
      <ReplaceTool label={t('replace', { name })} onFile={(file) => onReplace(id, file)} />
      <Tool label={t('remove', { name })} Icon={X} onPress={remove} />
    </div>
  );
}

function ReplaceTool({ label, onFile }: { label: string; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={acceptedFiles}
        tabIndex={-1}
        aria-hidden="true"
        className="hidden"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) onFile(file);
          event.currentTarget.value = '';
        }}
      />
      <Tool label={label} Icon={RefreshCw} onPress={() => input.current?.click()} />
    </>
  );
}

function Tool(props: { label: string; Icon: typeof X; disabled?: boolean; onPress: () => void }) {
  const { label, Icon } = props;
  return (
    <Button
      kind="quiet"
      size="icon"
      className="!size-8 pointer-coarse:!size-11"
      aria-label={label}
      title={label}
      // Not `disabled`, which would take the focus from whoever has just moved a document to the end.
      aria-disabled={props.disabled || undefined}
      onClick={props.disabled ? undefined : props.onPress}
    >
      <Icon aria-hidden="true" />
    </Button>
  );
}
