import { type FontSet, findUndrawable } from '@sealwright/signing-core';
import { loadFonts } from '@sealwright/signing-core/fonts';
import { Glyphs } from '../../ports/glyphs.js';

/** The fonts that ship with signing-core, loaded once. */
export class BundledGlyphs extends Glyphs {
  private readonly fonts: FontSet = loadFonts();

  override findUndrawable(text: string, face: 'text' | 'signature'): readonly string[] {
    return findUndrawable(text, this.fonts, face);
  }
}
