'use client';
import { useEffect, useState } from 'react';

export interface PageInView {
  readonly documentId: string;
  readonly pageNumber: number;
}

/** Fewer pages are scrolled through faster than counted. */
const longFrom = 10;

/** Whether a document is long enough that somebody needs another way to a page than scrolling. */
export const isLong = ({ pageCount }: { readonly pageCount: number }): boolean => pageCount >= longFrom;

/** What every page on the screen carries, so that it can be found again. */
export const pageData = (documentId: string, pageNumber: number) => ({
  'data-document-id': documentId,
  'data-page-number': pageNumber,
});

/**
 * The page that lies under a line a third down the screen; null until the browser has looked.
 *
 * @param key changes with the pages that are there.
 */
export function usePageInView(key: string): PageInView | null {
  const [inView, setInView] = useState<PageInView | null>(null);
  useEffect(() => {
    if (key === '') return;
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.find(({ isIntersecting }) => isIntersecting)?.target;
        if (!(seen instanceof HTMLElement)) return;
        const { documentId = '', pageNumber } = seen.dataset;
        setInView({ documentId, pageNumber: Number(pageNumber) });
      },
      { rootMargin: '-33% 0px -66% 0px' },
    );
    for (const page of window.document.querySelectorAll('[data-page-number]')) observer.observe(page);
    return () => observer.disconnect();
  }, [key]);
  return inView;
}

/** The focus goes along, so that the next Tab is on that page. */
export function goToPage({ documentId, pageNumber }: PageInView): void {
  const named = `[data-document-id="${CSS.escape(documentId)}"][data-page-number="${pageNumber}"]`;
  const page = window.document.querySelector<HTMLElement>(named);
  page?.scrollIntoView({ block: 'start' });
  page?.focus({ preventScroll: true });
}
