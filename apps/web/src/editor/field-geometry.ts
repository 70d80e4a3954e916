import type { PageSize } from '@/api/documents';
import type { FieldBox, FieldType } from '@/api/envelopes';

/** Sizes fields are born with, in points of the page: wide enough for a name, high enough for a finger. */
const bornPt: Record<FieldType, { width: number; height: number }> = {
  signature: { width: 170, height: 44 },
  initials: { width: 64, height: 32 },
  name: { width: 170, height: 22 },
  date: { width: 110, height: 22 },
  text: { width: 170, height: 22 },
  checkbox: { width: 16, height: 16 },
  dropdown: { width: 170, height: 22 },
  radio: { width: 16, height: 16 },
};

const smallestPt = 8;

/** One press of an arrow moves half a per cent of the page; with a fine step a tenth of that. */
export const stepShare = 0.005;
export const fineStepShare = 0.0005;

/** A new field of its usual size, its centre at `centre` (fractions of the page), kept on the page. */
export function newBox(type: FieldType, page: PageSize, centre: { x: number; y: number }): FieldBox {
  const width = Math.min(1, bornPt[type].width / page.widthPt);
  const height = Math.min(1, bornPt[type].height / page.heightPt);
  return keepOnPage({ x: centre.x - width / 2, y: centre.y - height / 2, width, height }, page);
}

/** The nearest box that lies wholly on the page and is not too small to see or hit. */
export function keepOnPage(box: FieldBox, page: PageSize): FieldBox {
  const width = clamp(box.width, smallestPt / page.widthPt, 1);
  const height = clamp(box.height, smallestPt / page.heightPt, 1);
  return {
    x: round(clamp(box.x, 0, 1 - width)),
    y: round(clamp(box.y, 0, 1 - height)),
    width: round(width),
    height: round(height),
  };
}

export function moveBox(box: FieldBox, dx: number, dy: number, page: PageSize): FieldBox {
  return keepOnPage({ ...box, x: box.x + dx, y: box.y + dy }, page);
}

/** Grows to the right and down; the top left corner stays, also at the edge of the page. */
export function resizeBox(box: FieldBox, dWidth: number, dHeight: number, page: PageSize): FieldBox {
  const width = Math.min(box.width + dWidth, 1 - box.x);
  const height = Math.min(box.height + dHeight, 1 - box.y);
  return keepOnPage({ ...box, width, height }, page);
}

/** The box itself, or the first free place under it: several fields added one after another do not pile up. */
export function freeBox(box: FieldBox, taken: readonly FieldBox[], page: PageSize): FieldBox {
  const gap = 4 / page.heightPt;
  let candidate = box;
  for (let blocker = blockerOf(candidate, taken); blocker; blocker = blockerOf(candidate, taken)) {
    const y = blocker.y + blocker.height + gap;
    if (y + box.height > 1) return box;
    candidate = { ...candidate, y: round(y) };
  }
  return candidate;
}

function blockerOf(box: FieldBox, taken: readonly FieldBox[]): FieldBox | undefined {
  return taken.find(
    (other) =>
      box.x < other.x + other.width &&
      other.x < box.x + box.width &&
      box.y < other.y + other.height &&
      other.y < box.y + box.height,
  );
}

export type Nudge = { readonly kind: 'move' | 'resize'; readonly dx: number; readonly dy: number };

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What an arrow key asks for: Shift resizes, Alt takes fine steps. Null for any other key. */
export function nudgeOf(press: { key: string; shiftKey: boolean; altKey: boolean }): Nudge | null {
  const direction = directions[press.key];
  if (!direction) return null;
  const step = press.altKey ? fineStepShare : stepShare;
  return { kind: press.shiftKey ? 'resize' : 'move', dx: direction[0] * step, dy: direction[1] * step };
}

const clamp = (value: number, low: number, high: number) =>
  Math.min(Math.max(value, low), Math.max(low, high));
/** Five decimals: a hundredth of a point on A4, and equal numbers after a round trip through JSON. */
const round = (value: number) => Math.round(value * 100_000) / 100_000;
