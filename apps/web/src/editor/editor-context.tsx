'use client';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { EnvelopeDocument } from '@/api/documents';
import type { DraftField, DraftRecipient } from './draft';
import type { DraftDesk } from './use-draft';

export interface Editor extends DraftDesk {
  /** Undefined only for a moment, while a document and its fields go. */
  readonly documentOf: (id: string) => EnvelopeDocument | undefined;
  readonly selected: DraftField | null;
  readonly select: (localId: string | null) => void;
  /** Who gets the next field that is placed; null while nobody signs or approves. */
  readonly owner: DraftRecipient | null;
  readonly setOwner: (key: string) => void;
  /** Says something to screen readers. */
  readonly say: (text: string) => void;
  readonly said: string;
}

const Context = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(Context);
  if (!editor) throw new Error('useEditor needs an EditorProvider above it');
  return editor;
}

export function EditorProvider({ desk, children }: { desk: DraftDesk; children: ReactNode }) {
  const [selectedId, select] = useState<string | null>(null);
  const [ownerKey, setOwner] = useState<string | null>(null);
  const [said, say] = useState('');
  const editor = useMemo<Editor>(() => {
    const actors = desk.draft.recipients.filter((person) => person.role !== 'copy');
    return {
      ...desk,
      documentOf: (id) => desk.draft.documents.find((document) => document.id === id),
      ...{ select, setOwner, said, say },
      selected: desk.draft.fields.find((field) => field.localId === selectedId) ?? null,
      owner: actors.find((person) => person.key === ownerKey) ?? actors[0] ?? null,
    };
  }, [desk, selectedId, ownerKey, said]);
  return <Context.Provider value={editor}>{children}</Context.Provider>;
}
