'use client';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { type PageSize, pageImageUrl } from '@/api/documents';
import { DocumentHeading, documentLabel } from '@/document/document-heading';
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
  const total = documents.length;
  return (
    <div className="space-y-10">
      {documents.map((document, index) => (
        <section key={document.id} aria-labelledby={total > 1 ? documentLabel(document.id) : undefined}>
          {total > 1 ? (
            <DocumentHeading
              document={document}
              number={index + 1}
              total={total}
              level="h3"
              className="mb-3 max-w-3xl"
            />
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
