import { useTranslations } from 'next-intl';
import type { PageSize } from '@/api/documents';
import type { FieldType } from '@/api/envelopes';
import type { Draft } from './draft';
import { useEditor } from './editor-context';
import { placedId } from './fields';
import type { PagePlace } from './page-in-view';

/** What every act that puts a field onto a page needs: the page, the words, and to say and show where it went. */
export function usePlacement() {
  const editor = useEditor();
  const t = useTranslations();
  const { documentOf } = editor;
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
  return { pageOf, typeWord, choiceWords, place };
}

export function focusSoon(id: string): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest' });
  });
}
