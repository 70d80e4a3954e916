'use client';
import { useTranslations } from 'next-intl';
import { chooseButton } from '@/editor/choices';
import type { DraftField } from '@/editor/draft';
import { useEditor } from '@/editor/editor-context';
import { CheckField, SelectField, TextField } from '@/ui/field';

interface OwnValueProps {
  readonly field: DraftField;
  readonly set: (change: Partial<DraftField>, about?: string) => void;
}

/** What the sender may fill in: text and names as words, a checkbox as a tick, a choice as one of its options. */
export function OwnValue({ field, set }: OwnValueProps) {
  const t = useTranslations('editor');
  const { change } = useEditor();
  if (field.type === 'checkbox') {
    return (
      <CheckField
        label={t('ticked')}
        hint={t('valueHint')}
        checked={field.value === 'true'}
        onChange={(event) => set({ value: event.target.checked ? 'true' : '' })}
      />
    );
  }
  if (field.type === 'dropdown') return <OwnChoice field={field} set={set} />;
  if (field.type === 'radio') {
    return (
      <CheckField
        label={t('chosen')}
        hint={t('valueHint')}
        checked={field.value === 'true'}
        onChange={(event) => change((draft) => chooseButton(draft, field, event.target.checked))}
      />
    );
  }
  if (field.type !== 'text' && field.type !== 'name') return null;
  return (
    <TextField
      label={t('value')}
      hint={field.type === 'name' ? t('nameHint') : t('valueHint')}
      value={field.value}
      maxLength={2000}
      onChange={(event) => set({ value: event.target.value }, 'value')}
    />
  );
}

function OwnChoice({ field, set }: OwnValueProps) {
  const t = useTranslations('editor');
  return (
    <SelectField
      label={t('value')}
      hint={t('valueHint')}
      value={field.value}
      onChange={(event) => set({ value: event.target.value })}
    >
      <option value="">{t('recipientChooses')}</option>
      {field.options.map((option, index) => (
        <option key={`${index.toString()}-${option.value}`} value={option.value}>
          {option.label}
        </option>
      ))}
    </SelectField>
  );
}
