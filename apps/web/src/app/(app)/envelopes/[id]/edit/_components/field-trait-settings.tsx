'use client';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { buttonsOf, changeChoice, optionsFrom } from '@/editor/choices';
import type { DraftField } from '@/editor/draft';
import { useEditor } from '@/editor/editor-context';
import { useKindActs } from '@/editor/use-kind-acts';
import { Button } from '@/ui/button';
import { CheckField, TextArea, TextField } from '@/ui/field';

interface TraitProps {
  readonly field: DraftField;
  readonly set: (change: Partial<DraftField>, about?: string) => void;
}

/** What one kind of field has and others have not: options, the choice a button belongs to, how a text is written. */
export function FieldTraitSettings(props: TraitProps) {
  const { type } = props.field;
  if (type === 'dropdown') return <Options key={props.field.localId} {...props} />;
  if (type === 'radio') return <Choice {...props} />;
  return type === 'text' ? <Writing {...props} /> : null;
}

function Options({ field, set }: TraitProps) {
  const t = useTranslations('editor');
  const [typed, setTyped] = useState('');
  // What is being typed has spaces and line ends that are no option yet; after an undo the options say what to show.
  const isOwn = JSON.stringify(optionsFrom(typed, field.options)) === JSON.stringify(field.options);
  const text = isOwn ? typed : field.options.map(({ label }) => label).join('\n');
  return (
    <TextArea
      label={t('options')}
      hint={t('optionsHint')}
      rows={Math.min(10, Math.max(3, field.options.length + 1))}
      value={text}
      error={field.options.length === 0 ? t('optionsMissing') : undefined}
      onChange={(event) => {
        setTyped(event.target.value);
        const options = optionsFrom(event.target.value, field.options);
        const isKept = options.some(({ value }) => value === field.value);
        set({ options, value: isKept ? field.value : '' }, 'options');
      }}
    />
  );
}

function Choice({ field, set }: TraitProps) {
  const t = useTranslations('editor');
  const { draft, change } = useEditor();
  const acts = useKindActs();
  const buttons = buttonsOf(draft, field);
  return (
    <>
      <TextField
        label={t('choice')}
        hint={t('choiceHint', { count: buttons.length })}
        value={field.group ?? ''}
        maxLength={100}
        error={field.group === null ? t('choiceMissing') : undefined}
        onChange={(event) => {
          const group = event.target.value === '' ? null : event.target.value;
          change((now) => changeChoice(now, field, { group }), `group:${field.localId}`);
        }}
      />
      <TextField
        label={t('standsFor')}
        value={field.options[0]?.label ?? ''}
        maxLength={200}
        onChange={(event) => {
          const word = event.target.value;
          set({ options: [{ value: word.trim(), label: word }] }, 'option');
        }}
      />
      <Button size="sm" onClick={() => acts.addButton(field)}>
        <Plus aria-hidden="true" />
        {t('addButton')}
      </Button>
    </>
  );
}

function Writing({ field, set }: TraitProps) {
  const t = useTranslations('editor');
  return (
    <>
      <TextField
        label={t('maxLength')}
        type="number"
        min={1}
        max={2000}
        step={1}
        value={field.maxLength ?? ''}
        error={field.comb && field.maxLength === null ? t('combMissing') : undefined}
        onChange={(event) => {
          const most = Math.trunc(event.target.valueAsNumber);
          set({ maxLength: most >= 1 ? Math.min(most, 2000) : null }, 'most');
        }}
      />
      <CheckField
        label={t('multiline')}
        checked={field.multiline}
        onChange={(event) =>
          set({ multiline: event.target.checked, ...(event.target.checked && { comb: false }) })
        }
      />
      <CheckField
        label={t('comb')}
        checked={field.comb}
        onChange={(event) =>
          set({ comb: event.target.checked, ...(event.target.checked && { multiline: false }) })
        }
      />
    </>
  );
}
