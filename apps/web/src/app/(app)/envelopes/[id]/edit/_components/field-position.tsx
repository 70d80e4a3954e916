'use client';
import { useTranslations } from 'next-intl';
import type { FieldBox } from '@/api/envelopes';
import type { DraftField } from '@/editor/draft';
import { useEditor } from '@/editor/editor-context';
import { keepOnPage } from '@/editor/field-geometry';
import { useFieldActs } from '@/editor/use-field-acts';
import { SelectField, TextField } from '@/ui/field';

const sides = [
  ['x', 'left'],
  ['y', 'top'],
  ['width', 'width'],
  ['height', 'height'],
] as const;

/** Page and place in numbers, for those who would rather type than drag. */
export function FieldPosition({ field }: { field: DraftField }) {
  const t = useTranslations('editor');
  const document = useEditor().documentOf(field.documentId);
  const acts = useFieldActs();
  const page = document?.pages[field.pageNumber - 1] ?? { widthPt: 595, heightPt: 842 };
  const set = (side: keyof FieldBox, percent: number) => {
    if (!Number.isFinite(percent)) return;
    const box = keepOnPage({ ...field.box, [side]: percent / 100 }, page);
    acts.change(field.localId, { box }, `${side}:${field.localId}`);
  };
  return (
    <div className="grid grid-cols-2 gap-3">
      {document && document.pageCount > 1 ? (
        <SelectField
          className="col-span-2"
          label={t('page')}
          value={field.pageNumber}
          onChange={(event) => acts.change(field.localId, { pageNumber: Number(event.target.value) })}
        >
          {document.pages.map((_, index) => (
            <option key={`${index.toString()}`} value={index + 1}>
              {index + 1}
            </option>
          ))}
        </SelectField>
      ) : null}
      {sides.map(([side, word]) => (
        <TextField
          key={side}
          label={t(word)}
          type="number"
          step={0.5}
          min={0}
          max={100}
          value={Math.round(field.box[side] * 1000) / 10}
          onChange={(event) => set(side, event.target.valueAsNumber)}
        />
      ))}
    </div>
  );
}
