'use client';
import { useTranslations } from 'next-intl';
import { pageImageUrl } from '@/api/documents';
import { useEditor } from '@/editor/editor-context';
import { fieldsInOrder } from '@/editor/fields';
import { PageImage } from '@/ui/page-image';
import { PlacedField } from './placed-field';

/** The document's pages with the fields on them, in Tab order. */
export function PageStack() {
  const t = useTranslations('editor');
  const { document, draft, select } = useEditor();
  const fields = fieldsInOrder(draft.fields);
  return (
    <section aria-label={t('pages')} className="space-y-6">
      <p id="field-help" className="sr-only">
        {t('fieldHelp')}
      </p>
      {document.pages.map((page, pageIndex) => {
        const number = pageIndex + 1;
        return (
          <div key={number.toString()} className="mx-auto max-w-[56rem]">
            <div
              data-page={number}
              className="leaf relative overflow-hidden [container-type:inline-size]"
              style={{ aspectRatio: `${page.widthPt} / ${page.heightPt}` }}
              onPointerDown={(event) => (event.target === event.currentTarget ? select(null) : undefined)}
            >
              <PageImage
                srcOf={(widthPx) => pageImageUrl(document.id, number, widthPx)}
                size={page}
                alt={t('pageAlt', { number, total: document.pageCount })}
                eager={pageIndex === 0}
              />
              {fields
                .filter((field) => field.pageNumber === number)
                .map((field) => (
                  <PlacedField key={field.localId} field={field} page={page} />
                ))}
            </div>
            <p className="pt-1.5 text-center text-xs text-ink-faint tabular">
              {t('pageAlt', { number, total: document.pageCount })}
            </p>
          </div>
        );
      })}
    </section>
  );
}
