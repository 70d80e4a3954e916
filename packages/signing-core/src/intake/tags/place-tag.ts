import type { FractionBox, VisiblePage } from '../../pdf/page-geometry.js';
import type { Rectangle } from '../../pdf/page-tree.js';
import type { PlacedCharacter } from '../looking/page-viewer.js';
import type { ParsedTag } from './parse-tag.js';

/**
 * Where the field of a tag goes: as wide and high as the tag, or as the tag says. Left and bottom stay where the tag's are,
 * so that a signature stands on the line the tag stands on. Of a tag over several lines the longest counts. Null when it is
 * outside of what is seen.
 */
export function placeTag(
  characters: readonly PlacedCharacter[],
  tag: ParsedTag,
  page: VisiblePage,
): FractionBox | null {
  const own = longestLine(characters, page);
  if (!own) return null;
  const isMark = tag.type === 'checkbox' || tag.type === 'radio';
  const textPt = { width: own.width * page.widthPt, height: own.height * page.heightPt };
  // A text that runs up or down the page is as wide as its letters are high.
  const heightPt = tag.heightPt ?? (isMark ? Math.min(textPt.width, textPt.height) : textPt.height);
  const widthPt = tag.widthPt ?? (isMark ? heightPt : textPt.width);
  const width = Math.min(1, widthPt / page.widthPt);
  const height = Math.min(1, heightPt / page.heightPt);
  const x = Math.min(own.x, 1 - width);
  const y = Math.min(Math.max(0, own.y + own.height - height), 1 - height);
  return { x, y, width, height };
}

function longestLine(characters: readonly PlacedCharacter[], page: VisiblePage): FractionBox | null {
  return linesOf(characters, page).sort((a, b) => b.width - a.width)[0] ?? null;
}

/** What is seen of each line of a text. */
export function linesOf(characters: readonly PlacedCharacter[], page: VisiblePage): FractionBox[] {
  const lines: Rectangle[][] = [[]];
  for (const { box, text } of characters) {
    if (text === '\r' || text === '\n') lines.push([]);
    else if (box && box.right > box.left) lines.at(-1)?.push(box);
  }
  return lines.flatMap((boxes) => (boxes.length > 0 ? (page.locate(around(boxes)) ?? []) : []));
}

const around = (boxes: readonly Rectangle[]): Rectangle => ({
  left: Math.min(...boxes.map(({ left }) => left)),
  bottom: Math.min(...boxes.map(({ bottom }) => bottom)),
  right: Math.max(...boxes.map(({ right }) => right)),
  top: Math.max(...boxes.map(({ top }) => top)),
});
