/** Knows which characters the embedded fonts can draw: what cannot be drawn is refused when it is entered (promise 8). */
export abstract class Glyphs {
  /** The graphemes of a text that cannot be drawn, each once; empty when all can. */
  abstract findUndrawable(text: string, face: 'text' | 'signature'): readonly string[];
}
