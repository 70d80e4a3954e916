'use client';
import { Copy, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { FieldType } from '@/api/envelopes';
import { changeChoice } from '@/editor/choices';
import type { DraftField } from '@/editor/draft';
import { useEditor } from '@/editor/editor-context';
import { useFieldActs } from '@/editor/use-field-acts';
import { useKindActs } from '@/editor/use-kind-acts';
import { fieldTypes } from '@/envelope/field-icon';
import { Button } from '@/ui/button';
import { CheckField, SelectField, TextField } from '@/ui/field';
import { FieldPosition } from './field-position';
import { FieldTraitSettings } from './field-trait-settings';
import { OwnValue } from './own-value';

export function FieldSettings({ field }: { field: DraftField }) {
  const t = useTranslations();
  const editor = useEditor();
  const { draft } = editor;
  const acts = useFieldActs();
  const kindActs = useKindActs();
  const set = (change: Partial<DraftField>, about?: string) =>
    acts.change(field.localId, change, about && `${about}:${field.localId}`);
  const setAll = (change: Pick<Partial<DraftField>, 'recipientKey' | 'required'>) =>
    editor.change((draft) => changeChoice(draft, field, change));
  return (
    <div className="space-y-3">
      <SelectField
        label={t('editor.whose')}
        value={field.recipientKey}
        onChange={(event) => setAll({ recipientKey: event.target.value })}
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
        onChange={(event) => kindActs.changeType(field, typeOf(event.target.value))}
      >
        {fieldTypes.map((type) => (
          <option key={type} value={type}>
            {t(`fieldType.${type}`)}
          </option>
        ))}
      </SelectField>
      {field.type === 'radio' ? null : (
        <TextField
          label={t('editor.label')}
          hint={t('editor.labelHint')}
          value={field.label}
          maxLength={100}
          onChange={(event) => set({ label: event.target.value }, 'label')}
        />
      )}
      <FieldTraitSettings field={field} set={set} />
      <CheckField
        label={t('editor.required')}
        checked={field.required}
        onChange={(event) => setAll({ required: event.target.checked })}
      />
      <OwnValue field={field} set={set} />
      <FieldPosition field={field} />
      <div className="flex gap-2">
        <Button size="sm" onClick={() => acts.paste(field, field)}>
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
