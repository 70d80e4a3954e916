import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** DOM id of a document's heading among the pages: where lists of documents lead. */
export const documentHeadingId = (documentId: string): string => `document-${documentId}`;
const placeId = (documentId: string): string => `place-of-${documentId}`;

/** For `aria-labelledby` of the pages. Two documents may have one name; their places tell them apart. */
export const documentLabel = (documentId: string): string =>
  `${placeId(documentId)} ${documentHeadingId(documentId)}`;

/** The focus goes along, so that the next Tab is in the document and a screen reader reads its heading. */
export function goToDocument(documentId: string): void {
  const heading = window.document.getElementById(documentHeadingId(documentId));
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

/** Above the pages of one of several documents: its place among them, its name, and `children` as facts beneath. */
export function DocumentHeading({
  document,
  number,
  total,
  level: Level = 'h2',
  className,
  children,
}: {
  document: { readonly id: string; readonly name: string };
  number: number;
  total: number;
  level?: 'h2' | 'h3';
  /** Width and margins of the pages it stands over. */
  className: string;
  children?: ReactNode;
}) {
  const t = useTranslations('document');
  return (
    <header
      className={clsx('mx-auto w-full pt-4', number > 1 && 'border-t border-line-strong/40', className)}
    >
      <p id={placeId(document.id)} className="text-[0.8125rem] font-medium text-ink-faint tabular">
        {t('place', { number, total })}
      </p>
      <Level
        id={documentHeadingId(document.id)}
        tabIndex={-1}
        className="scroll-mt-[var(--above,8rem)] rounded-sm font-serif text-lg/snug font-semibold [overflow-wrap:anywhere] sm:text-xl/snug"
      >
        {document.name}
      </Level>
      {children ? <p className="mt-0.5 text-[0.8125rem] text-ink-soft">{children}</p> : null}
    </header>
  );
}
