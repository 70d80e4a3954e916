import { BufferFlag, ClusterLevel, Direction, Feature, Buffer as ShapeBuffer, shape } from 'harfbuzzjs';
import type { FontFace } from './font-face.js';

/** Consecutive text of one face, script and direction. `start` and `end` are UTF-16 offsets in its paragraph. */
export interface TextRun {
  readonly face: FontFace;
  readonly script: string;
  readonly language: string;
  /** Odd: right to left. */
  readonly level: number;
  readonly start: number;
  readonly end: number;
}

/** A glyph in visual order; lengths as fractions of the font size. */
export interface Glyph {
  readonly id: number;
  /** Where in the paragraph the text it belongs to begins. */
  readonly cluster: number;
  readonly advance: number;
  readonly x: number;
  readonly y: number;
}

const HAN_WRITTEN = new Set(['Hani', 'Hira', 'Kana', 'Hang', 'Bopo']);
const buffer = new ShapeBuffer();
const features = new WeakMap<FontFace, Feature[]>();

/** Ligatures, joining, marks and kerning as the font wants them (HarfBuzz). The text around the run is its context. */
export function shapeRun(paragraph: string, run: TextRun): Glyph[] {
  buffer.reset();
  buffer.addText(paragraph, run.start, run.end - run.start);
  buffer.setDirection(run.level % 2 === 1 ? Direction.RTL : Direction.LTR);
  buffer.setScript(run.script);
  // Nothing but Han differs by language here, and telling HarfBuzz costs as much as shaping a word.
  if (HAN_WRITTEN.has(run.script)) buffer.setLanguage(run.language);
  buffer.setClusterLevel(ClusterLevel.MONOTONE_CHARACTERS);
  // A dotted circle would be something nobody typed.
  buffer.setFlags(BufferFlag.DO_NOT_INSERT_DOTTED_CIRCLE);
  shape(run.face.font, buffer, featuresOf(run.face));
  const em = run.face.unitsPerEm;
  // Apart: together they come with hidden properties, which cost as much as the shaping.
  const positions = buffer.getGlyphPositions();
  return buffer.getGlyphInfos().map(({ codepoint, cluster }, index) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
    return { id: codepoint, cluster, advance: xAdvance / em, x: xOffset / em, y: yOffset / em };
  });
}

function featuresOf(face: FontFace): Feature[] {
  const known = features.get(face);
  if (known) return known;
  const off = (face.file.withoutFeatures ?? []).map((tag) => new Feature(tag, 0));
  features.set(face, off);
  return off;
}
