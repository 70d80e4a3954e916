'use client';
import { Copy, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { FieldType } from '@/api/envelopes';
import type { DraftField } from '@/editor/draft';
import { useEditor } from '@/editor/editor-context';
import { useFieldActs } from '@/editor/use-field-acts';
import { fieldTypes } from '@/envelope/field-icon';
import { Button } from '@/ui/button';
import { CheckField, SelectField, TextField } from '@/ui/field';
import { FieldPosition } from './field-position';

export function FieldSettings({ field }: { field: DraftField }) {
  const t = useTranslations();
  const { draft } = useEditor();
  const acts = useFieldActs();
  const set = (change: Partial<DraftField>, about?: string) =>
    acts.change(field.localId, change, about && `${about}:${field.localId}`);
  return (
    <div className="space-y-3">
      <SelectField
        label={t('editor.whose')}
        value={field.recipientKey}
        onChange={(event) => set({ recipientKey: event.target.value })}
      >
        {draft.recipients
          .filter((person) => person.role !== 'copy')
          .map((person) => (
            <option key={person.key} value={person.key}>
              {person.name || t('editor.personNumber', { number: draft.recipients.indexOf(person) + 1 })}
            </option>
          ))}
      </SelectField>
      <SelectField
        label={t('editor.type')}
        value={field.type}
        onChange={(event) => set({ type: typeOf(event.target.value), value: '' })}
      >
        {fieldTypes.map((type) => (
          <option key={type} value={type}>
            {t(`fieldType.${type}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('editor.label')}
        hint={t('editor.labelHint')}
        value={field.label}
        maxLength={100}
        onChange={(event) => set({ label: event.target.value }, 'label')}
      />
      <CheckField
        label={t('editor.required')}
        checked={field.required}
        onChange={(event) => set({ required: event.target.checked })}
      />
      <OwnValue field={field} set={set} />
      <FieldPosition field={field} />
      <div className="flex gap-2">
        <Button size="sm" onClick={() => acts.paste(field, field.pageNumber)}>
          <Copy aria-hidden="true" />
          {t('editor.duplicate')}
        </Button>
        <Button size="sm" kind="danger" onClick={() => acts.remove(field)}>
          <Trash2 aria-hidden="true" />
          {t('editor.deleteThis')}
        </Button>
      </div>
    </div>
  );
}

const typeOf = (value: string): FieldType => fieldTypes.find((type) => type === value) ?? 'text';

/** What the sender may fill in: text and names as words, a checkbox as a tick. */
function OwnValue({
  field,
  set,
}: {
  field: DraftField;
  set: (change: Partial<DraftField>, about?: string) => void;
}) {
  const t = useTranslations('editor');
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
