'use client';
import { useTranslations } from 'next-intl';
import type { PageSize } from '@/api/documents';
import type { FieldType } from '@/api/envelopes';
import { addButton } from './choices';
import { pageBeyond } from './documents';
import type { Draft, DraftField } from './draft';
import { useEditor } from './editor-context';
import { moveBox, type Nudge, resizeBox } from './field-geometry';
import { addField, changeField, changeType, pasteField, placedId, removeField, type Spot } from './fields';
import type { PagePlace } from './page-in-view';

export interface FieldActs {
  readonly add: (type: FieldType, at: PagePlace, spot: Spot) => void;
  readonly nudge: (field: DraftField, nudge: Nudge) => void;
  /** Beyond the last page lies the next document, before the first the one before. */
  readonly toPage: (field: DraftField, pageNumber: number) => void;
  readonly change: (localId: string, change: Partial<DraftField>, about?: string) => void;
  readonly remove: (field: DraftField) => void;
  readonly paste: (field: DraftField, at: PagePlace) => void;
  readonly changeType: (field: DraftField, type: FieldType) => void;
  /** One more button for a choice. */
  readonly addButton: (field: DraftField) => void;
}

/** What can be done to fields, said aloud as it is done; the same acts for pointer, keyboard and list. */
export function useFieldActs(): FieldActs {
  const editor = useEditor();
  const t = useTranslations();
  const { owner, documentOf } = editor;
  const pageOf = ({ documentId, pageNumber }: PagePlace): PageSize =>
    documentOf(documentId)?.pages[pageNumber - 1] ?? { widthPt: 595, heightPt: 842 };
  const choiceWords = {
    choice: (number: number) => t('editor.choiceNumber', { number }),
    option: (number: number) => t('editor.optionNumber', { number }),
  };
  const typeWord = (type: FieldType) => t(`fieldType.${type}`);

  const place = (made: { draft: Draft; localId: string }, words: string) => {
    editor.change(() => made.draft);
    editor.select(made.localId);
    editor.say(words);
    focusSoon(placedId(made.localId));
  };
  return {
    add: (type, { documentId, pageNumber }, spot) => {
      if (!owner) return;
      const page = pageOf({ documentId, pageNumber });
      const at = { documentId, pageNumber, page, spot };
      const words = t('editor.announceAdded', { type: typeWord(type), page: pageNumber });
      place(addField(editor.draft, type, owner.key, at, choiceWords), words);
    },
    nudge: (field, { kind, dx, dy }) => {
      const shape = kind === 'move' ? moveBox : resizeBox;
      const box = shape(field.box, dx, dy, pageOf(field));
      editor.change((draft) => changeField(draft, field.localId, { box }), `${kind}:${field.localId}`);
      editor.say(
        kind === 'move' ? t('editor.announceMoved', percents(box)) : t('editor.announceSized', percents(box)),
      );
    },
    toPage: (field, pageNumber) => {
      const place = pageBeyond(editor.draft, { documentId: field.documentId, pageNumber });
      if (!place) return;
      const box = moveBox(field.box, 0, 0, pageOf(place));
      editor.change((draft) => changeField(draft, field.localId, { ...place, box }));
      editor.say(t('editor.page2', { number: place.pageNumber }));
      focusSoon(placedId(field.localId));
    },
    change: (localId, change, about) => editor.change((draft) => changeField(draft, localId, change), about),
    remove: (field) => {
      editor.change((draft) => removeField(draft, field.localId));
      editor.select(null);
      editor.say(t('editor.announceRemoved', { type: typeWord(field.type) }));
    },
    paste: (field, at) => {
      const words = t('editor.announcePasted', { type: typeWord(field.type), page: at.pageNumber });
      place(pasteField(editor.draft, field, pageOf(at), at), words);
    },
    changeType: (field, type) => editor.change((draft) => changeType(draft, field, type, choiceWords)),
    addButton: (field) => {
      const words = t('editor.announceAdded', { type: typeWord('radio'), page: field.pageNumber });
      place(addButton(editor.draft, field, pageOf(field), choiceWords), words);
    },
  };
}

/** Whole per cents for people. */
export function percents(box: { x: number; y: number; width: number; height: number }) {
  const whole = (share: number) => Math.round(share * 100);
  return { x: whole(box.x), y: whole(box.y), width: whole(box.width), height: whole(box.height) };
}

function focusSoon(id: string): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest' });
  });
}
