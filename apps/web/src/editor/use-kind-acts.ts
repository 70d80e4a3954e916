import { useTranslations } from 'next-intl';
import type { FieldType } from '@/api/envelopes';
import { addButton } from './choices';
import type { DraftField } from './draft';
import { useEditor } from './editor-context';
import { changeType } from './fields';
import { usePlacement } from './use-placement';

/** What can be done to the kind of a field. */
export function useKindActs() {
  const editor = useEditor();
  const t = useTranslations('editor');
  const { pageOf, typeWord, choiceWords, place } = usePlacement();
  return {
    changeType: (field: DraftField, type: FieldType) =>
      editor.change((draft) => changeType(draft, field, type, choiceWords)),
    /** One more button for a choice. */
    addButton: (field: DraftField) => {
      const words = t('announceAdded', { type: typeWord('radio'), page: field.pageNumber });
      place(addButton(editor.draft, field, pageOf(field), choiceWords), words);
    },
  };
}
