'use client';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { browserCall } from '@/api/browser';
import { notePagesShown } from '@/api/signing';

/** A page that only flies past is not shown. */
const DWELL_MS = 1_000;
const SEND_AFTER_MS = 3_000;

/**
 * Tells the server which pages were on the screen: half of the page, or half of the screen, for a second. What could not
 * be told is kept and told next time; it never stands in the way of signing.
 *
 * @returns tells at once what is still to be told.
 */
export function usePagesShown(container: RefObject<HTMLElement | null>): () => Promise<void> {
  const waiting = useRef(new Set<number>());
  const told = useRef(new Set<number>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    const pageNumbers = [...waiting.current];
    if (pageNumbers.length === 0) return;
    try {
      await notePagesShown(browserCall, pageNumbers);
      for (const pageNumber of pageNumbers) {
        waiting.current.delete(pageNumber);
        told.current.add(pageNumber);
      }
    } catch {
      // Offline, or not opened yet: they stay in the set.
    }
  }, []);

  useEffect(() => {
    const pages = container.current?.querySelectorAll<HTMLElement>('[data-page-number]') ?? [];
    const dwelling = new Map<Element, ReturnType<typeof setTimeout>>();
    const note = (page: HTMLElement) => {
      const pageNumber = Number(page.dataset.pageNumber);
      if (told.current.has(pageNumber)) return;
      waiting.current.add(pageNumber);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), SEND_AFTER_MS);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const page = entry.target as HTMLElement;
          clearTimeout(dwelling.get(page));
          if (isShown(entry))
            dwelling.set(
              page,
              setTimeout(() => note(page), DWELL_MS),
            );
        }
      },
      { threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] },
    );
    for (const page of pages) observer.observe(page);
    return () => {
      observer.disconnect();
      for (const pending of dwelling.values()) clearTimeout(pending);
      clearTimeout(timer.current);
    };
  }, [container, flush]);

  return flush;
}

function isShown({ intersectionRatio, intersectionRect, rootBounds }: IntersectionObserverEntry): boolean {
  return (
    intersectionRatio >= 0.5 || (rootBounds !== null && intersectionRect.height >= rootBounds.height / 2)
  );
}
