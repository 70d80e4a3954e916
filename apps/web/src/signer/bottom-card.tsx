'use client';
import { type ReactNode, useEffect, useRef } from 'react';

/**
 * The card at the bottom edge. Its height becomes the page's scroll padding, so a field that gets the focus is never
 * hidden behind it (WCAG 2.2, 2.4.11).
 */
export function BottomCard({ children }: { children: ReactNode }) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = card.current;
    if (!element) return;
    const root = document.documentElement;
    const measure = () => {
      root.style.setProperty('scroll-padding-bottom', `${element.offsetHeight + 24}px`);
      root.style.setProperty('--card-height', `${element.offsetHeight}px`);
    };
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => {
      watch.disconnect();
      root.style.removeProperty('scroll-padding-bottom');
    };
  }, []);
  return (
    <div ref={card} className="fixed inset-x-0 bottom-0 z-30 mx-auto w-full max-w-[52rem] sm:pb-4">
      <div className="max-h-[72dvh] overflow-y-auto border-t border-line-strong/50 bg-sheet px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-float sm:rounded-lg sm:border sm:px-5 sm:py-4">
        {children}
      </div>
    </div>
  );
}
