'use client';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { browserCall } from '@/api/browser';
import { notePagesShown } from '@/api/signing';

interface ShownPage {
  readonly documentId: string;
  readonly pageNumber: number;
}

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
  const waiting = useRef(new Map<string, ShownPage>());
  const told = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    for (const [documentId, pages] of byDocument(waiting.current)) {
      try {
        await notePagesShown(
          browserCall,
          documentId,
          pages.map(([, page]) => page.pageNumber),
        );
        for (const [key] of pages) {
          waiting.current.delete(key);
          told.current.add(key);
        }
      } catch {
        // Offline, or not opened yet: they stay where they are.
      }
    }
  }, []);

  useEffect(() => {
    const pages = container.current?.querySelectorAll<HTMLElement>('[data-page-number]') ?? [];
    const dwelling = new Map<Element, ReturnType<typeof setTimeout>>();
    const note = (page: HTMLElement) => {
      const { documentId = '', pageNumber = '' } = page.dataset;
      const key = `${documentId}/${pageNumber}`;
      if (told.current.has(key)) return;
      waiting.current.set(key, { documentId, pageNumber: Number(pageNumber) });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), SEND_AFTER_MS);
    };
    const observer = watchDwelling(dwelling, note);
    for (const page of pages) observer.observe(page);
    return () => {
      observer.disconnect();
      for (const pending of dwelling.values()) clearTimeout(pending);
      clearTimeout(timer.current);
    };
  }, [container, flush]);

  return flush;
}

/** Calls `note` for each page that stays on the screen; `dwelling` holds the timers that run. */
function watchDwelling(
  dwelling: Map<Element, ReturnType<typeof setTimeout>>,
  note: (page: HTMLElement) => void,
): IntersectionObserver {
  return new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const page = entry.target as HTMLElement;
        clearTimeout(dwelling.get(page));
        if (isShown(entry)) {
          dwelling.set(
            page,
            setTimeout(() => note(page), DWELL_MS),
          );
        }
      }
    },
    { threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] },
  );
}

function byDocument(waiting: ReadonlyMap<string, ShownPage>): [string, [string, ShownPage][]][] {
  const pages = new Map<string, [string, ShownPage][]>();
  for (const entry of waiting) {
    const { documentId } = entry[1];
    pages.set(documentId, [...(pages.get(documentId) ?? []), entry]);
  }
  return [...pages];
}

function isShown({ intersectionRatio, intersectionRect, rootBounds }: IntersectionObserverEntry): boolean {
  return (
    intersectionRatio >= 0.5 || (rootBounds !== null && intersectionRect.height >= rootBounds.height / 2)
  );
}
