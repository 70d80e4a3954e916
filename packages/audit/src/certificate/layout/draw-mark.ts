import { degrees, type PDFPage } from 'pdf-lib';
import type { Faces } from './faces.js';
import { accent } from './palette.js';

const LINK_COUNT = 12;

/**
 * The mark: a round seal whose edge is a closed chain. Links lie alternately flat (rings) and on edge (bars).
 * @param x centre, from the left, in points
 * @param y centre, from the bottom
 */
export function drawMark(
  page: PDFPage,
  faces: Faces,
  { x, y, radiusPt }: { x: number; y: number; radiusPt: number },
): void {
  const stroke = radiusPt * 0.075;
  const ringRadius = radiusPt * 0.86;
  for (let link = 0; link < LINK_COUNT; link += 1) {
    const angle = (2 * Math.PI * link) / LINK_COUNT;
    const centre = { x: x + ringRadius * Math.cos(angle), y: y + ringRadius * Math.sin(angle) };
    // Along the edge, not across it.
    const rotate = degrees((angle * 180) / Math.PI + 90);
    page.drawEllipse({
      ...centre,
      xScale: radiusPt * 0.2,
      yScale: radiusPt * 0.115,
      rotate,
      borderColor: accent,
      borderWidth: stroke,
    });
    drawBar(page, { x, y }, ringRadius, angle + Math.PI / LINK_COUNT, radiusPt);
  }
  page.drawCircle({ x, y, size: radiusPt * 0.64, borderColor: accent, borderWidth: stroke * 0.55 });
  drawInitial(page, faces, { x, y, radiusPt });
}

function drawBar(
  page: PDFPage,
  centre: { x: number; y: number },
  ring: number,
  angle: number,
  radiusPt: number,
): void {
  const half = (radiusPt * 0.11) / ring;
  const at = (turn: number) => ({ x: centre.x + ring * Math.cos(turn), y: centre.y + ring * Math.sin(turn) });
  page.drawLine({ start: at(angle - half), end: at(angle + half), thickness: radiusPt * 0.1, color: accent });
}

function drawInitial(
  page: PDFPage,
  faces: Faces,
  { x, y, radiusPt }: { x: number; y: number; radiusPt: number },
): void {
  const size = radiusPt * 0.9;
  const { font } = faces.serif;
  page.drawText('S', {
    x: x - faces.serif.widthOf('S', size) / 2,
    y: y - size * 0.33,
    size,
    font,
    color: accent,
  });
}
