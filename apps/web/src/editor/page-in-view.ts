/** A page of one of the documents. */
export interface PagePlace {
  readonly documentId: string;
  readonly pageNumber: number;
}

/** DOM id of a page, which takes the focus when somebody is led to it. */
export const pageId = ({ documentId, pageNumber }: PagePlace): string => `page-${pageNumber}-${documentId}`;

/** A spot on a page, in fractions of it. */
export interface Spot extends PagePlace {
  readonly x: number;
  readonly y: number;
}

/** The middle of what is seen of the page that fills most of the window: where a field added by a press lands. */
export function placeInView(): Spot | null {
  const seen = pages()
    .map((page) => ({ page, rect: page.getBoundingClientRect() }))
    .map(seenPart);
  const [first, ...others] = seen;
  if (!first) return null;
  const { height: _height, ...spot } = others.reduce((a, b) => (b.height > a.height ? b : a), first);
  return spot;
}

/** The page under a point of the window; null beside the pages. */
export function placeAt(clientX: number, clientY: number): Spot | null {
  const page = document
    .elementsFromPoint(clientX, clientY)
    .find((element) => element.matches('[data-page-number]'));
  if (!(page instanceof HTMLElement)) return null;
  const rect = page.getBoundingClientRect();
  return { ...pagePlace(page), x: (clientX - rect.left) / rect.width, y: (clientY - rect.top) / rect.height };
}

function pagePlace({ dataset }: HTMLElement): PagePlace {
  return { documentId: dataset.documentId ?? '', pageNumber: Number(dataset.pageNumber) };
}

function pages(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-page-number]')];
}

function seenPart({ page, rect }: { page: HTMLElement; rect: DOMRect }) {
  const top = Math.max(rect.top, 0);
  const bottom = Math.min(rect.bottom, window.innerHeight);
  const middle = (top + bottom) / 2;
  return {
    ...pagePlace(page),
    height: bottom - top,
    x: 0.5,
    y: rect.height > 0 ? (middle - rect.top) / rect.height : 0.5,
  };
}
