'use client';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { type EnvelopeDocument, type PageSize, pageImageUrl } from '@/api/documents';
import { DocumentHeading, documentLabel } from '@/document/document-heading';
import { pageData } from '@/document/use-page-in-view';
import type { DraftField } from '@/editor/draft';
import { type Editor, useEditor } from '@/editor/editor-context';
import { fieldsByPage } from '@/editor/fields';
import { pageId } from '@/editor/page-in-view';
import { PageImage } from '@/ui/page-image';
import { PlacedField } from './placed-field';

/** The documents one after the other, each with its pages and the fields on them, in Tab order. */
export function PageStack() {
  const t = useTranslations('editor');
  const { draft, select } = useEditor();
  const byPage = fieldsByPage(draft);
  const total = draft.documents.length;
  return (
    // What is gone to must not end up behind the palette.
    <div className="space-y-6 [--above:13rem]">
      <p id="field-help" className="sr-only">
        {t('fieldHelp')}
      </p>
      {draft.documents.map((document, index) => (
        <section
          key={document.id}
          {...(total > 1 ? { 'aria-labelledby': documentLabel(document.id) } : { 'aria-label': t('pages') })}
          className="space-y-6"
        >
          {total > 1 ? (
            <DocumentHeading document={document} number={index + 1} total={total} className="max-w-[56rem]" />
          ) : null}
          {document.pages.map((page, pageIndex) => (
            <Leaf
              key={`${pageIndex.toString()}`}
              document={document}
              page={page}
              pageNumber={pageIndex + 1}
              isFirst={index === 0 && pageIndex === 0}
              isOneOfSeveral={total > 1}
              fields={byPage.get(pageId({ documentId: document.id, pageNumber: pageIndex + 1 })) ?? noFields}
              select={select}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

const noFields: readonly DraftField[] = [];

interface LeafProps {
  readonly document: EnvelopeDocument;
  readonly page: PageSize;
  readonly pageNumber: number;
  readonly isFirst: boolean;
  readonly isOneOfSeveral: boolean;
  readonly fields: readonly DraftField[];
  readonly select: Editor['select'];
}

/** Drawn anew only when something on it changes: of two thousand pages all but a few stay as they are with each key. */
const Leaf = memo(function Leaf(props: LeafProps) {
  const { document, page, pageNumber, fields, select } = props;
  const t = useTranslations();
  const words = { number: pageNumber, total: document.pageCount };
  const alt = props.isOneOfSeveral
    ? t('editorDocuments.pageAlt', { ...words, name: document.name })
    : t('editor.pageAlt', words);
  return (
    <div className="mx-auto max-w-[56rem]">
      <div
        id={pageId({ documentId: document.id, pageNumber })}
        tabIndex={-1}
        {...pageData(document.id, pageNumber)}
        className="leaf relative scroll-mt-(--above) overflow-hidden [container-type:inline-size]"
        style={{ aspectRatio: `${page.widthPt} / ${page.heightPt}` }}
        onPointerDown={(event) => (event.target === event.currentTarget ? select(null) : undefined)}
      >
        <PageImage
          srcOf={(widthPx) => pageImageUrl(document.id, pageNumber, widthPx)}
          size={page}
          alt={alt}
          eager={props.isFirst}
        />
        {fields.map((field) => (
          <PlacedField key={field.localId} field={field} page={page} />
        ))}
      </div>
      <p aria-hidden="true" className="pt-1.5 text-center text-xs text-ink-faint tabular">
        {t('editor.pageAlt', words)}
      </p>
    </div>
  );
});
