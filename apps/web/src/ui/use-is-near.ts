'use client';
import { type RefObject, useEffect, useState } from 'react';

/** Screens above and below the one that is looked at. */
const nearMargin = '300% 0px';
const listeners = new WeakMap<Element, (isNear: boolean) => void>();
let observer: IntersectionObserver | null = null;

/**
 * Whether an element is on the screen or a few screens away. Of a document of two thousand pages only those few hold a
 * picture, however far somebody scrolls.
 *
 * @param initially what counts until the browser has looked.
 */
export function useIsNear(place: RefObject<Element | null>, initially: boolean): boolean {
  const [isNear, setNear] = useState(initially);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    listeners.set(element, setNear);
    const watch = theObserver();
    watch.observe(element);
    return () => {
      watch.unobserve(element);
      listeners.delete(element);
    };
  }, [place]);
  return isNear;
}

/** One for all pages: two thousand of their own would each be asked with every scroll. */
function theObserver(): IntersectionObserver {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
    },
    { rootMargin: nearMargin },
  );
  return observer;
}
