'use client';
import { useEffect, useRef } from 'react';
import type { DraftField } from '@/editor/draft';
import { useEditor } from '@/editor/editor-context';
import { placeInView } from '@/editor/page-in-view';
import { useFieldActs } from '@/editor/use-field-acts';

/** Keys that work anywhere on the screen, except while writing: undo, redo, copy, paste, duplicate, help. */
export function EditorKeys() {
  const editor = useEditor();
  const acts = useFieldActs();
  const copied = useRef<DraftField | null>(null);
  const handle = useRef<(event: KeyboardEvent) => void>(() => {});
  handle.current = (event) => {
    if (isWriting(event.target)) return;
    const act = chosenAct(event, { editor, acts, copied });
    if (!act) return;
    event.preventDefault();
    act();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => handle.current(event);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return null;
}

interface Reach {
  readonly editor: ReturnType<typeof useEditor>;
  readonly acts: ReturnType<typeof useFieldActs>;
  readonly copied: { current: DraftField | null };
}

function chosenAct(event: KeyboardEvent, { editor, acts, copied }: Reach): (() => void) | null {
  if (event.key === '?') return () => document.getElementById('editor-keys')?.click();
  if (!(event.ctrlKey || event.metaKey)) return null;
  const { selected } = editor;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? editor.redo : editor.undo;
  if (key === 'y') return editor.redo;
  // A selection of text is what the person means to copy.
  if (key === 'c' && selected && !window.getSelection()?.toString()) {
    return () => {
      copied.current = selected;
    };
  }
  const source = copied.current;
  if (key === 'v' && source) return () => acts.paste(source, placeInView() ?? source);
  if (key === 'd' && selected) return () => acts.paste(selected, selected);
  return null;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
