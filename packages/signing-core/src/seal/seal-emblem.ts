import { serialiseNumber as n } from '../pdf/serialise.js';
import type { Area } from '../pdf/show-text.js';

const LOBES = 12;
const STEPS = 144;
/** How far the rim sways, as a part of the radius. */
const RIM = 0.055;

/** A rosette with a tick, in the middle of a square area: what stands where there is no logo. */
export function drawEmblem(area: Area, colour: string): string {
  const radius = Math.min(area.widthPt, area.heightPt) / 2;
  const centre = { x: area.x + area.widthPt / 2, y: area.y + area.heightPt / 2 };
  const at = (distance: number, angle: number): string =>
    `${n(centre.x + distance * Math.cos(angle))} ${n(centre.y + distance * Math.sin(angle))}`;
  const rim = Array.from({ length: STEPS }, (_, step) => {
    const angle = (step / STEPS) * 2 * Math.PI;
    return at(radius * (1 - RIM + RIM * Math.cos(LOBES * angle)), angle);
  });
  const tick = [
    [-0.4, 0],
    [-0.12, -0.29],
    [0.42, 0.3],
  ].map(([x = 0, y = 0]) => `${n(centre.x + x * radius)} ${n(centre.y + y * radius)}`);
  return [
    `q ${colour} rg ${rim.map((point, step) => `${point} ${step === 0 ? 'm' : 'l'}`).join(' ')} h f`,
    `1 1 1 RG ${n(radius * 0.17)} w 1 J 1 j ${tick.map((point, step) => `${point} ${step === 0 ? 'm' : 'l'}`).join(' ')} S Q\n`,
  ].join('\n');
}
