import type { Rectangle } from '../../pdf/page-tree.js';
import { serialiseNumber as n } from '../../pdf/serialise.js';
import type { DrawnAppearance } from './draw-appearance.js';
import { exact, IDENTITY, placeAppearance } from './place-appearance.js';

export interface DrawnOnPage {
  readonly drawn: DrawnAppearance;
  /** Of the page's own space. */
  readonly onto: Rectangle;
}

/** Several drawn looks as one, in their order: a form of thousands of fields must not become thousands of objects. */
export function bundleDrawn(looks: readonly DrawnOnPage[]): DrawnOnPage {
  const onto = {
    left: Math.min(...looks.map((look) => look.onto.left)),
    bottom: Math.min(...looks.map((look) => look.onto.bottom)),
    right: Math.max(...looks.map((look) => look.onto.right)),
    top: Math.max(...looks.map((look) => look.onto.top)),
  };
  const operators = looks.map((look) => placedOperators(look)).join('');
  return { drawn: { operators, bounds: onto, matrix: IDENTITY }, onto };
}

function placedOperators({ drawn: { operators, bounds, matrix }, onto }: DrawnOnPage): string {
  const placed = placeAppearance(bounds, matrix, onto);
  if (!placed) return '';
  const box = [bounds.left, bounds.bottom, bounds.right - bounds.left, bounds.top - bounds.bottom];
  return `q ${placed.map(exact).join(' ')} cm ${matrix.map(exact).join(' ')} cm ${box.map(n).join(' ')} re W n\n${operators}Q\n`;
}
