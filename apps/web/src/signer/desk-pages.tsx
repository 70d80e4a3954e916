'use client';
import { useTranslations } from 'next-intl';
import type { SigningState } from '@/api/signing';
import { FieldOnPage } from './field-on-page';
import { inReadingOrder, isFilled, isTouchable } from './field-order';
import { FieldOutline } from './field-outline';
import { PageLeaf } from './page-leaf';
import type { FieldValues } from './use-field-values';
import type { Guide } from './use-guide';

/** The pages with this signer's fields; before consent the fields are outlines only. */
export function DeskPages({
  state,
  entries,
  guide,
}: {
  state: SigningState;
  entries: FieldValues;
  guide: Guide;
}) {
  const t = useTranslations();
  const ordered = inReadingOrder(state.fields);
  const touchable = ordered.filter(isTouchable);
  return (
    <div className="space-y-6 sm:space-y-8">
      {state.document.pages.map((page, pageIndex) => (
        <PageLeaf key={`${pageIndex.toString()}`} document={state.document} pageNumber={pageIndex + 1}>
          {ordered
            .filter((field) => field.pageNumber === pageIndex + 1)
            .map((field) =>
              state.phase === 'consent' ? (
                <FieldOutline key={field.id} field={field} />
              ) : (
                <FieldOnPage
                  key={field.id}
                  field={field}
                  page={page}
                  value={entries.values[field.id] ?? null}
                  fault={entries.faults[field.id]}
                  name={t('signer.fieldName', {
                    label: field.label || t(`fieldType.${field.type}`),
                    type: t(`fieldType.${field.type}`),
                    need: field.required ? 'required' : 'optional',
                    number: touchable.indexOf(field) + 1,
                    total: touchable.length,
                    page: field.pageNumber,
                    state: isFilled(entries.values[field.id] ?? null) ? 'done' : 'empty',
                  })}
                  onValue={(value) => {
                    guide.touch(field);
                    entries.setValue(field.id, value);
                  }}
                  onSign={() => guide.openSignature(field)}
                  onNext={() => guide.goNext(field.id)}
                />
              ),
            )}
        </PageLeaf>
      ))}
    </div>
  );
}
