import { PdfDict, PdfName } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { walkAllDictionaries } from '../walk-objects.js';
import { activeFinding, isAdditionalActions } from './active-content.js';
import type { ActiveFinding, DocumentFacts } from './pdf-facts.js';

type Found = Pick<DocumentFacts, 'active' | 'embeddedFileCount' | 'unembeddedFonts'>;

/** Fonts that have a program of their own to be drawn with; the others are made of these or of drawings. */
const FONTS_WITH_PROGRAM = new Set(['Type1', 'MMType1', 'TrueType', 'CIDFontType0', 'CIDFontType2']);
const PROGRAMS = ['FontFile', 'FontFile2', 'FontFile3'];
const MAX_FONTS_NAMED = 100;

/** One walk over every object. Throws `pdf-damaged`. */
export function scanObjects(reader: PdfReader): Found {
  const active = new Set<ActiveFinding>();
  const fonts = new Set<string>();
  let embeddedFileCount = 0;
  for (const { entries, isUsed } of walkAllDictionaries(reader)) {
    const finding = activeFinding(entries, reader);
    if (finding) active.add(finding);
    if (hasTriggers(reader, entries)) active.add('trigger');
    if (!isUsed) continue;
    if (reader.dictAt(entries, 'EF')) embeddedFileCount += 1;
    const font = unembeddedFont(reader, entries);
    if (font !== null && fonts.size < MAX_FONTS_NAMED) fonts.add(font);
  }
  return { active: [...active].sort(), embeddedFileCount, unembeddedFonts: [...fonts].sort() };
}

function hasTriggers(reader: PdfReader, entries: PdfDict): boolean {
  const events = reader.resolve(entries.get('AA'));
  return events !== null && isAdditionalActions(entries, events, reader);
}

/** The font's name when whoever draws the page has to bring a font like it. */
function unembeddedFont(reader: PdfReader, entries: PdfDict): string | null {
  const fontName = reader.resolve(entries.get('BaseFont'));
  const subtype = reader.resolve(entries.get('Subtype'));
  if (!(fontName instanceof PdfName && subtype instanceof PdfName)) return null;
  if (!FONTS_WITH_PROGRAM.has(subtype.value)) return null;
  const descriptor = reader.resolve(entries.get('FontDescriptor'));
  const isEmbedded = descriptor instanceof PdfDict && PROGRAMS.some((key) => descriptor.has(key));
  return isEmbedded ? null : fontName.value;
}
