'use client';
import { useTranslations } from 'next-intl';
import type { FieldType } from '@/api/envelopes';
import { pageBeyond } from './documents';
import type { DraftField } from './draft';
import { useEditor } from './editor-context';
import { moveBox, type Nudge, resizeBox } from './field-geometry';
import { addField, changeField, pasteField, placedId, removeField, type Spot } from './fields';
import type { PagePlace } from './page-in-view';
import { focusSoon, usePlacement } from './use-placement';

export interface FieldActs {
  readonly add: (type: FieldType, at: PagePlace, spot: Spot) => void;
  readonly nudge: (field: DraftField, nudge: Nudge) => void;
  /** Beyond the last page lies the next document, before the first the one before. */
  readonly toPage: (field: DraftField, pageNumber: number) => void;
  readonly change: (localId: string, change: Partial<DraftField>, about?: string) => void;
  readonly remove: (field: DraftField) => void;
  readonly paste: (field: DraftField, at: PagePlace) => void;
}

/** What can be done to fields, said aloud as it is done; the same acts for pointer, keyboard and list. */
export function useFieldActs(): FieldActs {
  const editor = useEditor();
  const t = useTranslations();
  const { owner } = editor;
  const { pageOf, typeWord, choiceWords, place } = usePlacement();
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
  };
}

/** Whole per cents for people. */
export function percents(box: { x: number; y: number; width: number; height: number }) {
  const whole = (share: number) => Math.round(share * 100);
  return { x: whole(box.x), y: whole(box.y), width: whole(box.width), height: whole(box.height) };
}
