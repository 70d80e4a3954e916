import { createHash } from 'node:crypto';
import { SigningError } from '../errors.js';
import type { SubsetFont } from '../fonts/font-set.js';
import { type FontFace, glyphFor, isBlank } from '../text/font-face.js';
import { type CodeTables, codeTables, compactFontProgram, type DrawnCode } from './font-program.js';
import { codeWidth, type UsualCodes, usualCodes } from './usual-codes.js';
import { usualSubset } from './usual-subset.js';

/** Everything a PDF needs to hold a font (ISO 32000-2 § 9.7); lengths in thousandths of the font size. */
export interface EmbeddableFont {
  readonly resourceName: string;
  /** With the six letters of a subset in front. */
  readonly baseFont: string;
  /** TrueType goes into FontFile2 of a CIDFontType2; bare CFF into FontFile3 (CIDFontType0C) of a CIDFontType0. */
  readonly outlines: 'truetype' | 'cff';
  readonly program: Uint8Array;
  readonly bounds: readonly number[];
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngleDegrees: number;
  /** By character identifier (the two-byte codes of the text). */
  readonly widths: readonly (readonly [cid: number, width: number])[];
  /** Two bytes for each identifier from 0 on; null where identifiers are glyph numbers already. */
  readonly cidToGlyphMap: Uint8Array | null;
  readonly toUnicode: Uint8Array;
}

/**
 * A face on its way into a document: collects what is drawn and embeds only that. In TrueType each pair of glyph and
 * text gets an identifier of its own, so a glyph that stands for two texts (space and no-break space, a letter in two
 * ligatures) still gives back each of them.
 */
export class EmbeddedFont {
  private readonly cids = new Map<string, number>();
  private readonly fixed = new Map<number, string>();
  /** Beyond the usual codes. */
  private readonly drawn: DrawnCode[] = [];
  private readonly usual: UsualCodes;

  constructor(
    readonly resourceName: string,
    readonly face: FontFace,
    private readonly subset: SubsetFont,
  ) {
    this.usual = usualCodes(face);
  }

  /**
   * The two-byte code that draws a glyph and says `text`, and its width as a fraction of the font size; `glyphId` null
   * draws nothing and is `blankWidth` wide. Null: this font has given the only code of the glyph to another text.
   */
  codeFor(
    glyphId: number | null,
    text: string,
    blankWidth = 0,
  ): { readonly cid: number; readonly width: number } | null {
    const usual = this.usual.byText.get(text);
    if (usual && usual.glyphId === glyphId) return usual;
    const drawn = glyphId ?? blankGlyph(this.face);
    const width = glyphId === null ? blankWidth : codeWidth(this.face, drawn);
    if (this.face.outlines === 'cff') return this.fixedCode(drawn, text, width);
    const key = `${glyphId} ${width} ${text}`;
    const cid = this.cids.get(key) ?? this.usual.codes.length + this.drawn.length + 1;
    if (!this.cids.has(key)) this.drawn.push({ cid, glyphId: drawn, text, width });
    this.cids.set(key, cid);
    return { cid, width };
  }

  /** Identifiers of compact outlines are the font's own. */
  private fixedCode(cid: number, text: string, width: number): { cid: number; width: number } | null {
    const said = `${width} ${text}`;
    const known = this.fixed.get(cid);
    if (known !== undefined) return known === said ? { cid, width } : null;
    this.fixed.set(cid, said);
    this.drawn.push({ cid, glyphId: cid, text, width });
    return { cid, width };
  }

  /** Throws `font-unusable`. */
  describe(): EmbeddableFont {
    const { face } = this;
    const thousandths = (em: number): number => Math.round(em * 1000);
    const program = this.program();
    const { widths, toUnicode, cidToGlyphMap } = this.tables();
    return {
      resourceName: this.resourceName,
      baseFont: `${subsetTag(program)}+${face.postScriptName}`,
      outlines: face.outlines,
      program,
      bounds: face.bounds.map(thousandths),
      ascent: thousandths(face.ascent),
      descent: thousandths(face.descent),
      capHeight: thousandths(face.capHeight),
      italicAngleDegrees: face.italicAngleDegrees,
      widths,
      cidToGlyphMap: face.outlines === 'truetype' ? cidToGlyphMap : null,
      toUnicode,
    };
  }

  private tables(): CodeTables {
    if (this.drawn.length === 0) return this.usual.tables;
    return codeTables([...this.usual.codes, ...this.drawn].sort((a, b) => a.cid - b.cid));
  }

  private program(): Uint8Array {
    try {
      const glyphIds = [...this.usual.codes, ...this.drawn].map(({ glyphId }) => glyphId);
      const usual = usualSubset(this.face, glyphIds, this.subset);
      if (usual) return usual;
      const subset = this.subset(this.face.file.read(), glyphIds);
      return this.face.outlines === 'cff' ? compactFontProgram(subset) : subset;
    } catch (cause) {
      throw new SigningError('font-unusable', `The font ${this.face.file.name} cannot be embedded.`, {
        cause,
      });
    }
  }
}

const INVISIBLE_CHARACTERS = [0x200b, 0x200c, 0x200d, 0xfeff, 0x2060, 0x20];

const blankGlyphs = new WeakMap<FontFace, number>();

/** A glyph without ink: some fonts draw bars for characters that should be invisible. */
function blankGlyph(face: FontFace): number {
  const known = blankGlyphs.get(face);
  if (known !== undefined) return known;
  const candidates = INVISIBLE_CHARACTERS.map((codePoint) => glyphFor(face, codePoint));
  const blank = candidates.find((glyph) => glyph > 0 && isBlank(face, glyph)) ?? 0;
  blankGlyphs.set(face, blank);
  return blank;
}

const tags = new WeakMap<Uint8Array, string>();

/** Six letters by content (§ 9.9.2): two different subsets of a face must not share a name. */
function subsetTag(program: Uint8Array): string {
  const known = tags.get(program);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(program).digest().subarray(0, 6);
  const tag = [...digest].map((byte) => String.fromCharCode(0x41 + (byte % 26))).join('');
  tags.set(program, tag);
  return tag;
}
