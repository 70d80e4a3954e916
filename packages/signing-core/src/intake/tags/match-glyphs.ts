import type { PlacedCharacter } from '../looking/page-viewer.js';
import type { Content, ShownGlyph } from './shown-text.js';

type Place = { readonly x: number; readonly y: number };

/**
 * How far apart two readers may put one letter, as a part of the height of its line: widths are rounded, and that adds up
 * along a line. Half of the narrowest letter is more.
 */
const SAME_PLACE = 0.12;
/** In units of the page, for the smallest type. */
const LEAST = 0.25;
const CELL = 4;

export const reachOf = ({ box }: PlacedCharacter): number =>
  Math.max(LEAST, box ? (box.top - box.bottom) * SAME_PLACE : 0);

/** Things by where they are. */
export class Places<T extends Place> {
  private readonly cells = new Map<string, T[]>();

  constructor(items: Iterable<T>) {
    for (const item of items) {
      const key = `${Math.floor(item.x / CELL)}/${Math.floor(item.y / CELL)}`;
      const known = this.cells.get(key);
      if (known) known.push(item);
      else this.cells.set(key, [item]);
    }
  }

  near({ x, y }: Place, reach: number): T[] {
    const found: T[] = [];
    const far = Math.min(reach, 50);
    for (let column = Math.floor((x - far) / CELL); column <= Math.floor((x + far) / CELL); column++) {
      for (let row = Math.floor((y - far) / CELL); row <= Math.floor((y + far) / CELL); row++) {
        for (const item of this.cells.get(`${column}/${row}`) ?? [])
          if (Math.abs(item.x - x) <= far && Math.abs(item.y - y) <= far) found.push(item);
      }
    }
    return found;
  }
}

/**
 * The glyphs that show exactly these characters, told by where they stand. Null when a character has no glyph, when a glyph
 * may belong to another character as well, or when its content is drawn more than once.
 *
 * @param others where the characters beside these stand
 */
export function glyphsOf(
  characters: readonly PlacedCharacter[],
  glyphs: Places<ShownGlyph>,
  others: Places<Place>,
): ShownGlyph[] | null {
  const found = new Set<ShownGlyph>();
  for (const character of characters) {
    const isBlank = character.text.trim() === '';
    if (character.origin === null) {
      if (isBlank) continue;
      return null;
    }
    const here = glyphs.near(character.origin, reachOf(character));
    if (isBlank) continue;
    if (here.length === 0 || here.some((glyph) => others.near(glyph, LEAST).length > 0)) return null;
    for (const glyph of here) found.add(glyph);
  }
  const all = [...found];
  return all.every(({ show }) => isDrawnOnce(show.content)) ? all : null;
}

function isDrawnOnce(content: Content): boolean {
  for (let at: Content | undefined = content; at; at = at.within?.parent) if (at.uses !== 1) return false;
  return true;
}
