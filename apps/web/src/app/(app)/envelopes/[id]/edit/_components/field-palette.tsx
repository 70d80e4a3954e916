'use client';
import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { PageJump } from '@/document/page-jump';
import { useEditor } from '@/editor/editor-context';
import { placeAt, placeInView } from '@/editor/page-in-view';
import { useFieldActs } from '@/editor/use-field-acts';
import { fieldTypes } from '@/envelope/field-icon';
import { SelectField } from '@/ui/field';
import { Panel } from '@/ui/panel';
import { PaletteButton } from './palette-button';

/** The kinds of fields, for the person chosen: press to add in view, drag to place. */
export function FieldPalette() {
  const t = useTranslations('editor');
  const { draft, owner, setOwner } = useEditor();
  const acts = useFieldActs();
  const actors = draft.recipients.filter((person) => person.role !== 'copy');
  return (
    <Panel tight className="sticky top-[4.2rem] z-10 lg:top-[4.4rem]">
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        {actors.length > 0 ? (
          <SelectField
            label={t('fieldsFor')}
            inline
            className="min-w-0 max-sm:w-full sm:max-w-72"
            value={owner?.key ?? ''}
            onChange={(event) => setOwner(event.target.value)}
          >
            {actors.map((person) => (
              <option key={person.key} value={person.key}>
                {person.name || t('personNumber', { number: draft.recipients.indexOf(person) + 1 })}
              </option>
            ))}
          </SelectField>
        ) : null}
        {/* Learned with the first field; afterwards the room belongs to the pages. */}
        {draft.fields.length === 0 || !owner ? (
          <p className={clsx('text-[0.8125rem] text-ink-faint', owner && 'max-sm:hidden')}>
            {owner ? t('dragHint') : t('noActors')}
          </p>
        ) : null}
        <div className="ml-auto">
          <PageJump documents={draft.documents} />
        </div>
      </div>
      <div className="-mx-1 flex gap-1.5 overflow-x-auto px-1 py-1 lg:flex-wrap">
        {fieldTypes.map((type) => (
          <PaletteButton
            key={type}
            type={type}
            disabled={!owner}
            onPress={() => {
              const spot = placeInView();
              if (spot) acts.add(type, spot, { ...spot, isPointedAt: false });
            }}
            onDrop={(clientX, clientY) => {
              const spot = placeAt(clientX, clientY);
              if (spot) acts.add(type, spot, { ...spot, isPointedAt: true });
            }}
          />
        ))}
      </div>
    </Panel>
  );
}
