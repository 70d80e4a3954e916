/** A point of a stroke in pixels of the drawing area. */
export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
}

export interface DrawnSignature {
  readonly kind: 'drawn';
  readonly strokes: readonly (readonly number[])[];
  readonly aspect: number;
}

/** The API takes at most this many strokes and points; what a hand draws stays far below. */
const maxStrokes = 200;
const maxPoints = 10_000;

/** Pixels become fractions of the area, four decimals, clamped; null when there is no more than a slip of the pen. */
export function toDrawnSignature(
  groups: readonly (readonly DrawnPoint[])[],
  area: { readonly width: number; readonly height: number },
): DrawnSignature | null {
  const total = groups.reduce((sum, points) => sum + points.length, 0);
  // Each stroke keeps its last point besides every n-th, so that many are set aside.
  const step = Math.max(1, Math.ceil(total / (maxPoints - maxStrokes)));
  const strokes = groups
    .slice(0, maxStrokes)
    .map((points) =>
      thin(points, step).flatMap((point) => [fraction(point.x, area.width), fraction(point.y, area.height)]),
    )
    .filter((stroke) => stroke.length > 0);
  if (inkOf(strokes) < 0.05) return null;
  return { kind: 'drawn', strokes, aspect: round(area.width / area.height) };
}

/** The opposite, for redrawing after the area changed its size (a phone was turned). */
export function toPixels(
  strokes: readonly (readonly number[])[],
  area: { readonly width: number; readonly height: number },
): readonly (readonly DrawnPoint[])[] {
  return strokes.map((stroke) =>
    Array.from({ length: Math.floor(stroke.length / 2) }, (_, index) => ({
      x: (stroke[index * 2] ?? 0) * area.width,
      y: (stroke[index * 2 + 1] ?? 0) * area.height,
    })),
  );
}

/** SVG path of the strokes in a box `aspect` wide and 1 high. */
export function strokesPath(strokes: readonly (readonly number[])[], aspect: number): string {
  return toPixels(strokes, { width: aspect, height: 1 })
    .map((points) => points.map((p, i) => `${i === 0 ? 'M' : 'L'}${round(p.x)} ${round(p.y)}`).join(''))
    .map((path) => (path.includes('L') ? path : `${path}l0.001 0`))
    .join('');
}

function thin(points: readonly DrawnPoint[], step: number): readonly DrawnPoint[] {
  return step === 1 ? points : points.filter((_, index) => index % step === 0 || index === points.length - 1);
}

function inkOf(strokes: readonly (readonly number[])[]): number {
  return strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0);
}

function lengthOf(stroke: readonly number[]): number {
  let length = 0;
  for (let i = 2; i + 1 < stroke.length; i += 2) {
    length += Math.hypot(
      (stroke[i] ?? 0) - (stroke[i - 2] ?? 0),
      (stroke[i + 1] ?? 0) - (stroke[i - 1] ?? 0),
    );
  }
  return length;
}

const fraction = (pixel: number, extent: number) => round(Math.min(1, Math.max(0, pixel / extent)));
const round = (value: number) => Math.round(value * 10_000) / 10_000;
