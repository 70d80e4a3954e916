'use client';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { type PageSize, pageImageUrl } from '@/api/documents';
import { PageImage } from '@/ui/page-image';
import { FieldMarks } from './field-marks';

type Marks = ComponentProps<typeof FieldMarks>['marks'];

interface LeafDocument {
  readonly id: string;
  readonly name: string;
  readonly pageCount: number;
  readonly pages: readonly PageSize[];
}

/** Pages to look at, of one document after another, each under its name where there are several. */
export function DocumentLeaves({
  documents,
  marksOn,
}: {
  documents: readonly LeafDocument[];
  marksOn: (documentId: string, pageNumber: number) => Marks;
}) {
  const t = useTranslations('envelope');
  const total = documents.length;
  return (
    <div className="space-y-10">
      {documents.map((document, index) => (
        <section
          key={document.id}
          aria-labelledby={total > 1 ? `place-of-${document.id} leaves-of-${document.id}` : undefined}
        >
          {total > 1 ? (
            <header className="mx-auto mb-3 max-w-3xl">
              <p id={`place-of-${document.id}`} className="text-xs text-ink-faint">
                {t('documentOf', { number: index + 1, total })}
              </p>
              <h3
                id={`leaves-of-${document.id}`}
                className="font-serif text-base font-semibold [overflow-wrap:anywhere]"
              >
                {document.name}
              </h3>
            </header>
          ) : null}
          <div className="space-y-5">
            {document.pages.map((page, pageIndex) => (
              <Leaf
                key={`${pageIndex.toString()}`}
                document={document}
                page={page}
                pageNumber={pageIndex + 1}
                marks={marksOn(document.id, pageIndex + 1)}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function Leaf({
  document,
  page,
  pageNumber,
  marks,
}: {
  document: LeafDocument;
  page: PageSize;
  pageNumber: number;
  marks: Marks;
}) {
  const t = useTranslations('editor');
  return (
    <div
      className="leaf relative mx-auto max-w-3xl [container-type:inline-size]"
      style={{ aspectRatio: `${page.widthPt} / ${page.heightPt}` }}
    >
      <PageImage
        srcOf={(widthPx) => pageImageUrl(document.id, pageNumber, widthPx)}
        size={page}
        alt={t('pageAlt', { number: pageNumber, total: document.pageCount })}
        eager={false}
      />
      <FieldMarks marks={marks} />
    </div>
  );
}
