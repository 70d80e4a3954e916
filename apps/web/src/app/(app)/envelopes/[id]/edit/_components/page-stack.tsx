'use client';
import { useTranslations } from 'next-intl';
import { type EnvelopeDocument, type PageSize, pageImageUrl } from '@/api/documents';
import { documentHeadingId } from '@/editor/documents';
import type { DraftField } from '@/editor/draft';
import { useEditor } from '@/editor/editor-context';
import { fieldsInOrder, isOnPage } from '@/editor/fields';
import { PageImage } from '@/ui/page-image';
import { PlacedField } from './placed-field';

/** The documents one after the other, each with its pages and the fields on them, in Tab order. */
export function PageStack() {
  const t = useTranslations('editor');
  const { draft } = useEditor();
  const fields = fieldsInOrder(draft);
  const isOneOfSeveral = draft.documents.length > 1;
  return (
    <div className="space-y-6">
      <p id="field-help" className="sr-only">
        {t('fieldHelp')}
      </p>
      {draft.documents.map((document, index) => (
        <section
          key={document.id}
          aria-label={isOneOfSeveral ? document.name : t('pages')}
          className="space-y-6"
        >
          {isOneOfSeveral ? <DocumentHeading document={document} number={index + 1} /> : null}
          {document.pages.map((page, pageIndex) => (
            <Leaf
              key={`${pageIndex.toString()}`}
              document={document}
              page={page}
              pageNumber={pageIndex + 1}
              isFirst={index === 0 && pageIndex === 0}
              fields={fields}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

function DocumentHeading({ document, number }: { document: EnvelopeDocument; number: number }) {
  const t = useTranslations('editorDocuments');
  const { draft } = useEditor();
  return (
    <header className="mx-auto max-w-[56rem] border-t border-line-strong/40 pt-4">
      <p className="text-[0.8125rem] font-medium text-ink-faint">
        {t('numberOf', { number, total: draft.documents.length })}
      </p>
      <h2
        id={documentHeadingId(document.id)}
        tabIndex={-1}
        className="scroll-mt-48 font-serif text-lg/snug font-semibold outline-none [overflow-wrap:anywhere]"
      >
        {document.name}
      </h2>
    </header>
  );
}

interface LeafProps {
  readonly document: EnvelopeDocument;
  readonly page: PageSize;
  readonly pageNumber: number;
  readonly isFirst: boolean;
  readonly fields: readonly DraftField[];
}

function Leaf({ document, page, pageNumber, isFirst, fields }: LeafProps) {
  const t = useTranslations();
  const { draft, select } = useEditor();
  const words = { number: pageNumber, total: document.pageCount };
  const alt =
    draft.documents.length > 1
      ? t('editorDocuments.pageAlt', { ...words, name: document.name })
      : t('editor.pageAlt', words);
  return (
    <div className="mx-auto max-w-[56rem]">
      <div
        data-document={document.id}
        data-page={pageNumber}
        className="leaf relative overflow-hidden [container-type:inline-size]"
        style={{ aspectRatio: `${page.widthPt} / ${page.heightPt}` }}
        onPointerDown={(event) => (event.target === event.currentTarget ? select(null) : undefined)}
      >
        <PageImage
          srcOf={(widthPx) => pageImageUrl(document.id, pageNumber, widthPx)}
          size={page}
          alt={alt}
          eager={isFirst}
        />
        {fields
          .filter((field) => isOnPage(field, { documentId: document.id, pageNumber }))
          .map((field) => (
            <PlacedField key={field.localId} field={field} page={page} />
          ))}
      </div>
      <p aria-hidden="true" className="pt-1.5 text-center text-xs text-ink-faint tabular">
        {t('editor.pageAlt', words)}
      </p>
    </div>
  );
}
