/** One font of the installation. */
export interface FontFile {
  readonly name: string;
  /** TrueType, or CFF whose character identifiers are its glyph numbers. Always the same array; read when first asked for. */
  readonly read: () => Uint8Array;
  /** Characters worth opening the file for; all when absent. A large font is not read to learn that it lacks something. */
  readonly covers?: RegExp;
  /** OpenType features that are not wanted, such as ligatures that turn "->" into an arrow. */
  readonly withoutFeatures?: readonly string[];
  /**
   * Sets of characters, each with the ones before it, that are embedded whole: a document that draws no others holds
   * the same subset as every other such document, and it is made once. Exact subsets only, when absent.
   */
  readonly usualCharacters?: readonly string[];
  /** Drawn first where a character asks to be shown as emoji. */
  readonly emoji?: true;
}

/** A font file with only the given glyphs. Glyph numbers (TrueType) or character identifiers (CFF) stay what they were. */
export type SubsetFont = (font: Uint8Array, glyphIds: Iterable<number>) => Uint8Array;

/** Fonts as fallback chains: the first that has a character draws it. */
export interface FontSet {
  readonly sans: readonly FontFile[];
  readonly signature: readonly FontFile[];
  readonly subset: SubsetFont;
}
