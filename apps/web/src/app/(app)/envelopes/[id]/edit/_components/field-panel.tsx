'use client';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { DraftField } from '@/editor/draft';
import { useEditor } from '@/editor/editor-context';
import { wordsOf } from '@/editor/field-words';
import { fieldsInOrder, placedId } from '@/editor/fields';
import { useFieldActs } from '@/editor/use-field-acts';
import { fieldIcons } from '@/envelope/field-icon';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { recipientLook } from '@/ui/recipient-look';
import { FieldSettings } from './field-settings';

/** Details of the selected field, and every field as a list: what can be dragged can also be typed and found here. */
export function FieldPanel() {
  const t = useTranslations('editor');
  const { draft, selected } = useEditor();
  const fields = fieldsInOrder(draft);
  return (
    <>
      <Panel title={t('selected')}>
        {selected ? (
          <FieldSettings field={selected} />
        ) : (
          <p className="text-sm text-ink-faint">{t('nothingSelected')}</p>
        )}
      </Panel>
      <Panel
        title={t('listTitle')}
        flush
        actions={<span className="text-[0.8125rem] tabular text-ink-faint">{fields.length}</span>}
      >
        {fields.length === 0 ? (
          <p className="px-5 py-4 text-sm text-ink-faint">{t('listEmpty')}</p>
        ) : (
          <ul className="divide-y divide-line">
            {fields.map((field) => (
              <FieldItem key={field.localId} field={field} />
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}

function FieldItem({ field }: { field: DraftField }) {
  const t = useTranslations();
  const { draft, selected } = useEditor();
  const acts = useFieldActs();
  const index = draft.recipients.findIndex((person) => person.key === field.recipientKey);
  const name = draft.recipients[index]?.name || t('editor.personNumber', { number: index + 1 });
  const type = wordsOf(field) || t(`fieldType.${field.type}`);
  const Icon = fieldIcons[field.type];
  const words = { type, name, page: field.pageNumber };
  const go = () => {
    const element = document.getElementById(placedId(field.localId));
    element?.scrollIntoView({ block: 'center' });
    element?.focus({ preventScroll: true });
  };
  return (
    <li className="flex items-center gap-1 pr-2 pl-4">
      <button
        type="button"
        aria-current={selected?.localId === field.localId ? 'true' : undefined}
        onClick={go}
        className="flex min-h-11 min-w-0 flex-1 items-center gap-2.5 rounded-sm text-left text-sm hover:text-accent aria-[current]:font-semibold"
      >
        <Icon
          className="size-4 shrink-0"
          style={{ color: `color-mix(in srgb, ${recipientLook(Math.max(0, index)).ink} 65%, var(--ink))` }}
          aria-hidden="true"
        />
        <span className="min-w-0 flex-1 truncate">
          <span className="sr-only">{t('editor.goTo', words)}</span>
          <span aria-hidden="true">
            {type} <span className="font-normal text-ink-faint">{name}</span>
          </span>
        </span>
        <span aria-hidden="true" className="text-xs font-normal text-ink-faint tabular">
          {field.pageNumber}
        </span>
      </button>
      <Button
        kind="quiet"
        size="icon"
        aria-label={t('editor.deleteField', words)}
        onClick={() => acts.remove(field)}
      >
        <Trash2 aria-hidden="true" />
      </Button>
    </li>
  );
}
