import type { SubsetFont } from '../fonts/font-set.js';
import type { FontFace } from '../text/font-face.js';
import { type EmbeddableFont, EmbeddedFont } from './embedded-font.js';

export interface Code {
  readonly font: EmbeddedFont;
  readonly cid: number;
  /** As a fraction of the font size. */
  readonly width: number;
}

/** The fonts of one document, in order of first use: `F1`, `F2`, … */
export class FontRegister {
  private readonly fonts: EmbeddedFont[] = [];

  constructor(
    private readonly subset: SubsetFont,
    private readonly prefix = 'F',
  ) {}

  /** The code for a glyph that says `text`; a second copy of a face takes what the first has no code left for. */
  readonly codeFor = (face: FontFace, glyphId: number | null, text: string, blankWidth?: number): Code => {
    for (const font of this.fonts) {
      if (font.face !== face) continue;
      const code = font.codeFor(glyphId, text, blankWidth);
      if (code) return { font, ...code };
    }
    const font = new EmbeddedFont(`${this.prefix}${this.fonts.length + 1}`, face, this.subset);
    this.fonts.push(font);
    return { font, cid: 0, width: 0, ...font.codeFor(glyphId, text, blankWidth) };
  };

  /** Throws `font-unusable`. */
  describe(): EmbeddableFont[] {
    return this.fonts.map((font) => font.describe());
  }
}

export type CodeFor = FontRegister['codeFor'];
