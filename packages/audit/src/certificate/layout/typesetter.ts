import type { FaceName } from './faces.js';

/** A line of text, set and measured. */
export type TypesetLine = {
  readonly widthPt: number;
  /** Content stream operators that draw it in the current colour, its baseline beginning at (x, y) in points. */
  draw(x: number, y: number): string;
};

/** A subset of a font; lengths in thousandths of the font size (ISO 32000-2 § 9.7). */
export type TypesetFont = {
  /** The name the operators call it by. */
  readonly resourceName: string;
  readonly baseFont: string;
  /** TrueType for FontFile2, or bare CFF for FontFile3 (CIDFontType0C). */
  readonly outlines: 'truetype' | 'cff';
  readonly program: Uint8Array;
  readonly bounds: readonly number[];
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngleDegrees: number;
  readonly widths: readonly (readonly [cid: number, width: number])[];
  /** Two bytes for each identifier from 0 on; null where identifiers are the font's own. */
  readonly cidToGlyphMap: Uint8Array | null;
  readonly toUnicode: Uint8Array;
};

/**
 * Sets text that the certificate's own faces lack: other scripts, other directions. Given by whoever makes the
 * certificate; `@sealwright/signing-core` has one (`createTypesetter`).
 */
export type Typesetter = {
  /** Characters that it cannot draw either, or that nobody would see, each once. */
  findUndrawable(text: string, face: FaceName): readonly string[];
  begin(): TypesetDocument;
};

export type TypesetDocument = {
  /** One paragraph as lines, left to right on the whole. Throws for what `findUndrawable` names. */
  wrap(
    text: string,
    look: { readonly face: FaceName; readonly sizePt: number; readonly widthPt: number },
  ): readonly TypesetLine[];
  /** The fonts that what was drawn so far names in its operators. */
  fonts(): readonly TypesetFont[];
};
