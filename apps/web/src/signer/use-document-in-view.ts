'use client';
import { useEffect, useState } from 'react';

/** The document that lies under a line a third down the screen; the first one until the page was scrolled. */
export function useDocumentInView(documentIds: readonly string[]): string | null {
  const [inView, setInView] = useState<string | null>(null);
  const key = documentIds.join();
  useEffect(() => {
    if (!key.includes(',')) return;
    const sections = document.querySelectorAll<HTMLElement>('[data-signing-document]');
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (isIntersecting) setInView((target as HTMLElement).dataset.signingDocument ?? null);
        }
      },
      { rootMargin: '-33% 0px -66% 0px' },
    );
    for (const section of sections) observer.observe(section);
    return () => observer.disconnect();
  }, [key]);
  return inView;
}
