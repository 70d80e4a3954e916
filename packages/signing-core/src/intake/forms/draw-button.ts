import { serialiseNumber as n } from '../../pdf/serialise.js';

/** Curves of a quarter of a circle, as a part of its radius. */
const ROUND = 0.5523;

/**
 * A button that is on, for forms that leave its look to the reader: the sign its `/MK` `/CA` names, a character of
 * ZapfDingbats (ISO 32000-2 § 12.7.5.2.3), as a shape.
 */
export function drawButtonSign(sign: string, width: number, height: number, colour: string): string {
  const radius = Math.min(width, height) * 0.32;
  const at = (x: number, y: number): string => `${n(width / 2 + x * radius)} ${n(height / 2 + y * radius)}`;
  const polygon = (points: readonly (readonly [number, number])[]): string =>
    points.map(([x, y], index) => `${at(x, y)} ${index === 0 ? 'm' : 'l'}`).join(' ');
  const stroke = (path: string): string =>
    `q ${colour} ${colour.replace(/[a-z]+$/, (operator) => operator.toUpperCase())} ${n(radius * 0.34)} w 1 J 1 j ${path} S Q\n`;
  const fill = (path: string): string => `q ${colour} ${path} f Q\n`;
  if (sign === 'l') return fill(circle(at));
  if (sign === 'n')
    return fill(
      polygon([
        [-0.9, -0.9],
        [0.9, -0.9],
        [0.9, 0.9],
        [-0.9, 0.9],
      ]),
    );
  if (sign === 'u')
    return fill(
      polygon([
        [0, -1],
        [1, 0],
        [0, 1],
        [-1, 0],
      ]),
    );
  if (sign === 'H') return fill(polygon(STAR));
  if (sign === '8')
    return stroke(
      `${polygon([
        [-0.8, -0.8],
        [0.8, 0.8],
      ])} ${polygon([
        [-0.8, 0.8],
        [0.8, -0.8],
      ])}`,
    );
  return stroke(
    polygon([
      [-0.85, -0.05],
      [-0.2, -0.75],
      [0.9, 0.8],
    ]),
  );
}

const STAR: readonly (readonly [number, number])[] = Array.from({ length: 10 }, (_, index) => {
  const angle = Math.PI / 2 + (index * Math.PI) / 5;
  const reach = index % 2 === 0 ? 1.1 : 0.45;
  return [Math.cos(angle) * reach, Math.sin(angle) * reach];
});

function circle(at: (x: number, y: number) => string): string {
  const quarter = (x1: number, y1: number, x2: number, y2: number, x: number, y: number): string =>
    `${at(x1, y1)} ${at(x2, y2)} ${at(x, y)} c`;
  return [
    `${at(1, 0)} m`,
    quarter(1, ROUND, ROUND, 1, 0, 1),
    quarter(-ROUND, 1, -1, ROUND, -1, 0),
    quarter(-1, -ROUND, -ROUND, -1, 0, -1),
    quarter(ROUND, -1, 1, -ROUND, 1, 0),
  ].join(' ');
}
