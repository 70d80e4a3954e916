'use client';
import { useRef } from 'react';
import type { PageSize } from '@/api/documents';
import { useIsNear } from './use-is-near';

const widthsPx = [480, 828, 1240, 1656];

interface PageImageProps {
  readonly srcOf: (widthPx: number) => string;
  readonly size: PageSize;
  readonly alt: string;
  readonly eager: boolean;
}

/**
 * A page as the server renders it, in the width the screen needs. Fills its positioned parent. Far from the screen only its
 * place and its name are there.
 */
export function PageImage(props: PageImageProps) {
  const place = useRef<HTMLSpanElement>(null);
  const isNear = useIsNear(place, props.eager);
  const away = isNear ? {} : { role: 'img', 'aria-label': props.alt };
  return (
    <span ref={place} className="pointer-events-none absolute inset-0 block" {...away}>
      {isNear ? <Picture {...props} /> : null}
    </span>
  );
}

function Picture({ srcOf, size, alt, eager }: PageImageProps) {
  return (
    <img
      src={srcOf(828)}
      srcSet={widthsPx.map((widthPx) => `${srcOf(widthPx)} ${widthPx}w`).join(', ')}
      sizes="(min-width: 56rem) 52rem, 100vw"
      alt={alt}
      width={Math.round(size.widthPt)}
      height={Math.round(size.heightPt)}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : 'auto'}
      decoding="async"
      draggable={false}
      className="absolute inset-0 size-full select-none"
    />
  );
}
