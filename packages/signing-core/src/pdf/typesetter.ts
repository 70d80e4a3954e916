import type { FontFile, SubsetFont } from '../fonts/font-set.js';
import { unseenBy } from '../text/find-undrawable.js';
import { wrapLines } from '../text/fit-text.js';
import { prepareParagraph } from '../text/paragraph.js';
import type { EmbeddableFont } from './embedded-font.js';
import { FontRegister } from './font-register.js';
import { serialiseNumber as n } from './serialise.js';
import { showLine } from './show-line.js';

/** A line of text, set and measured. */
export interface TypesetLine {
  readonly widthPt: number;
  /** Content stream operators that draw it in the current colour, its baseline beginning at (x, y) in points. */
  draw(x: number, y: number): string;
}

/** The text of one document. */
export interface TypesetDocument<Face extends string> {
  /** One paragraph, left to right on the whole, as lines. Throws `text-undrawable`. */
  wrap(
    text: string,
    look: { readonly face: Face; readonly sizePt: number; readonly widthPt: number },
  ): TypesetLine[];
  /** The fonts that what was drawn so far names in its operators. Throws `font-unusable`. */
  fonts(): EmbeddableFont[];
}

/** Sets text for a program that writes its PDF itself: shaped, in all directions, with the fonts to embed. */
export interface Typesetter<Face extends string> {
  /** Characters no font of the face has or nobody would see, as `findUndrawable` does. */
  findUndrawable(text: string, face: Face): string[];
  begin(): TypesetDocument<Face>;
}

/** @param chains fallback chains by the name of the face they stand for */
export function createTypesetter<Face extends string>(
  chains: Readonly<Record<Face, readonly FontFile[]>>,
  subset: SubsetFont,
): Typesetter<Face> {
  return {
    findUndrawable: (text, face) => unseenBy(chains[face], text),
    begin() {
      const register = new FontRegister(subset, 'Typeset');
      return {
        wrap: (text, { face, sizePt, widthPt }) => {
          const paragraph = prepareParagraph(text.normalize('NFC'), chains[face], { leftToRight: true });
          return wrapLines(paragraph, widthPt / sizePt).map((line) => ({
            widthPt: line.width * sizePt,
            draw(x, y) {
              const { text: codes, shapes } = showLine(line, { x, y, sizePt }, register.codeFor);
              return `BT\n1 0 0 1 ${n(x)} ${n(y)} Tm\n${codes}ET\n${shapes}`;
            },
          }));
        },
        fonts: () => register.describe(),
      };
    },
  };
}
