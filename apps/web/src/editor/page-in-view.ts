/** A spot on a page, in fractions of it. */
export interface Spot {
  readonly pageNumber: number;
  readonly x: number;
  readonly y: number;
}

/** The middle of what is seen of the page that fills most of the window: where a field added by a press lands. */
export function placeInView(): Spot {
  const seen = pages()
    .map((page) => ({ page, rect: page.getBoundingClientRect() }))
    .map(seenPart);
  const best = seen.reduce((a, b) => (b.height > a.height ? b : a), {
    pageNumber: 1,
    height: 0,
    x: 0.5,
    y: 0.5,
  });
  return { pageNumber: best.pageNumber, x: best.x, y: best.y };
}

/** The page under a point of the window; null beside the pages. */
export function placeAt(clientX: number, clientY: number): Spot | null {
  const page = document.elementsFromPoint(clientX, clientY).find((element) => element.matches('[data-page]'));
  if (!(page instanceof HTMLElement)) return null;
  const rect = page.getBoundingClientRect();
  const pageNumber = Number(page.dataset.page);
  return { pageNumber, x: (clientX - rect.left) / rect.width, y: (clientY - rect.top) / rect.height };
}

function pages(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-page]')];
}

function seenPart({ page, rect }: { page: HTMLElement; rect: DOMRect }) {
  const top = Math.max(rect.top, 0);
  const bottom = Math.min(rect.bottom, window.innerHeight);
  const middle = (top + bottom) / 2;
  return {
    pageNumber: Number(page.dataset.page),
    height: bottom - top,
    x: 0.5,
    y: rect.height > 0 ? (middle - rect.top) / rect.height : 0.5,
  };
}
