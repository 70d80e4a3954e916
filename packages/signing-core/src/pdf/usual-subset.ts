import type { SubsetFont } from '../fonts/font-set.js';
import { type FontFace, glyphFor } from '../text/font-face.js';

interface Usual {
  readonly glyphIds: ReadonlySet<number>;
  /** Made when first needed. */
  program?: Uint8Array;
}

const known = new WeakMap<FontFace, WeakMap<SubsetFont, Usual[]>>();

/**
 * The subset with the smallest of the face's usual sets of characters that has all these glyphs, or null when none
 * has. It depends on the glyphs alone and not on what was drawn before: a retry in another process writes the same file.
 */
export function usualSubset(
  face: FontFace,
  glyphIds: readonly number[],
  subset: SubsetFont,
): Uint8Array | null {
  // Compact outlines are taken out of their table first, and no face of that kind is usual.
  if (face.outlines === 'cff') return null;
  const usual = usualOf(face, subset).find((set) => glyphIds.every((glyphId) => set.glyphIds.has(glyphId)));
  if (!usual) return null;
  usual.program ??= subset(face.file.read(), usual.glyphIds);
  return usual.program;
}

function usualOf(face: FontFace, subset: SubsetFont): Usual[] {
  const bySubset = known.get(face) ?? new WeakMap<SubsetFont, Usual[]>();
  known.set(face, bySubset);
  const sets = bySubset.get(subset) ?? setsOf(face);
  bySubset.set(subset, sets);
  return sets;
}

function setsOf(face: FontFace): Usual[] {
  const glyphIds = new Set<number>();
  return (face.file.usualCharacters ?? []).map((characters) => {
    for (const character of characters) glyphIds.add(glyphFor(face, character.codePointAt(0) ?? 0));
    return { glyphIds: new Set(glyphIds) };
  });
}
