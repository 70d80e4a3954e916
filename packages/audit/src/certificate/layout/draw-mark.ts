import { degrees, type PDFPage, rgb } from 'pdf-lib';
import { accent } from './palette.js';

const LINK_COUNT = 12;
/** The mark is drawn on a field of 32 × 32 around its centre, like the one of the web interface. */
const FIELD = 32;
const CHECK = 'M19.9 12.8 L14.6 18.9 L11.9 16.5 L10.7 17.9 L14.8 21.5 L21.4 14 Z';
const paper = rgb(1, 1, 1);

/**
 * The mark: a round seal whose edge is a closed chain.
 * @param x centre, from the left, in points
 * @param y centre, from the bottom
 */
export function drawMark(
  page: PDFPage,
  { x, y, radiusPt }: { x: number; y: number; radiusPt: number },
): void {
  const unit = (radiusPt * 2) / FIELD;
  for (let link = 0; link < LINK_COUNT; link += 1) {
    const angle = (2 * Math.PI * link) / LINK_COUNT;
    page.drawEllipse({
      x: x + 12.1 * unit * Math.cos(angle),
      y: y + 12.1 * unit * Math.sin(angle),
      xScale: 3.9 * unit,
      yScale: 2.4 * unit,
      // Along the edge, not across it.
      rotate: degrees((angle * 180) / Math.PI + 90),
      borderColor: accent,
      borderWidth: 1.55 * unit,
    });
  }
  page.drawCircle({ x, y, size: 7.8 * unit, color: accent });
  page.drawSvgPath(CHECK, { x: x - 16 * unit, y: y + 16 * unit, scale: unit, color: paper });
}
