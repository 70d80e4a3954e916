import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What every runtime has and the type library of Node leaves to the DOM's. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** What this file uses of HarfBuzz's subsetter (hb-subset.h); pointers are numbers. */
interface HarfBuzzSubset {
  readonly memory: { readonly buffer: ArrayBuffer };
  _initialize(): void;
  malloc(byteLength: number): number;
  free(pointer: number): void;
  hb_blob_create(data: number, length: number, mode: number, userData: number, destroy: number): number;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_blob_destroy(blob: number): void;
  hb_face_create(blob: number, index: number): number;
  hb_face_reference_blob(face: number): number;
  hb_face_destroy(face: number): void;
  hb_set_add(set: number, value: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_glyph_set(input: number): number;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_or_fail(face: number, input: number): number;
}

const READ_ONLY_BLOB = 1;
const DROP_TABLES = 3;
const NO_HINTING = 0x1;
const RETAIN_GLYPH_NUMBERS = 0x2;
const NOTDEF_OUTLINE = 0x40;
const NO_LAYOUT_CLOSURE = 0x200;
/** What a PDF reader never looks at (ISO 32000-2 § 9.9.1). */
const UNUSED_TABLES = [
  'GSUB',
  'GPOS',
  'GDEF',
  'BASE',
  'OS/2',
  'name',
  'cmap',
  'post',
  'vhea',
  'vmtx',
  'VORG',
];

let instance: HarfBuzzSubset | undefined;
/** Faces stay in the subsetter's memory: copying a font costs more than taking a few glyphs out of it. */
const faces = new WeakMap<Uint8Array, number>();

function harfBuzz(): HarfBuzzSubset {
  if (instance) return instance;
  const path = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm');
  instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path))).exports as HarfBuzzSubset;
  instance._initialize();
  return instance;
}

const isCompact = (font: Uint8Array): boolean => font[0] === 0x4f && font[1] === 0x54;

/** The last subsets of each font: a rehearsal, a retry and the next of many alike need the same. */
const recent = new WeakMap<Uint8Array, Map<string, Uint8Array>>();
const RECENT_SUBSETS = 8;

/** Throws when HarfBuzz refuses the font. The same array may be given out again: it is not to be changed. */
export function subsetFont(font: Uint8Array, glyphIds: Iterable<number>): Uint8Array {
  const glyphs = [...new Set(glyphIds)].sort((a, b) => a - b);
  const key = glyphs.join();
  const known = recent.get(font) ?? new Map<string, Uint8Array>();
  recent.set(font, known);
  const subset = known.get(key) ?? makeSubset(font, glyphs);
  known.delete(key);
  known.set(key, subset);
  const [oldest] = known.keys();
  if (known.size > RECENT_SUBSETS && oldest !== undefined) known.delete(oldest);
  return subset;
}

function makeSubset(font: Uint8Array, glyphIds: readonly number[]): Uint8Array {
  const hb = harfBuzz();
  const input = hb.hb_subset_input_create_or_fail();
  const glyphs = hb.hb_subset_input_glyph_set(input);
  for (const glyphId of glyphIds) hb.hb_set_add(glyphs, glyphId);
  const dropped = hb.hb_subset_input_set(input, DROP_TABLES);
  for (const table of UNUSED_TABLES) hb.hb_set_add(dropped, tagOf(table));
  // CFF keeps its identifiers in its charset; TrueType has only the numbers themselves.
  const numbering = isCompact(font) ? 0 : RETAIN_GLYPH_NUMBERS;
  hb.hb_subset_input_set_flags(input, NO_HINTING | NOTDEF_OUTLINE | NO_LAYOUT_CLOSURE | numbering);
  const subset = hb.hb_subset_or_fail(faceOf(hb, font), input);
  hb.hb_subset_input_destroy(input);
  if (subset === 0) throw new Error('HarfBuzz made no subset of the font.');
  const blob = hb.hb_face_reference_blob(subset);
  const start = hb.hb_blob_get_data(blob, 0);
  const bytes = new Uint8Array(hb.memory.buffer).slice(start, start + hb.hb_blob_get_length(blob));
  hb.hb_blob_destroy(blob);
  hb.hb_face_destroy(subset);
  return bytes;
}

function faceOf(hb: HarfBuzzSubset, font: Uint8Array): number {
  const known = faces.get(font);
  if (known !== undefined) return known;
  const start = hb.malloc(font.length);
  new Uint8Array(hb.memory.buffer).set(font, start);
  const blob = hb.hb_blob_create(start, font.length, READ_ONLY_BLOB, 0, 0);
  const face = hb.hb_face_create(blob, 0);
  hb.hb_blob_destroy(blob);
  faces.set(font, face);
  return face;
}

const tagOf = (tag: string): number =>
  [...tag].reduce((value, letter) => value * 256 + letter.charCodeAt(0), 0);
