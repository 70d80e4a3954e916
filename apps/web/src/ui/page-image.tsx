import type { PageSize } from '@/api/documents';

const widthsPx = [480, 828, 1240, 1656];

/** A page as the server renders it, in the width the screen needs. Fills its positioned parent. */
export function PageImage({
  srcOf,
  size,
  alt,
  eager,
}: {
  srcOf: (widthPx: number) => string;
  size: PageSize;
  alt: string;
  eager: boolean;
}) {
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
      className="pointer-events-none absolute inset-0 size-full select-none"
    />
  );
}
