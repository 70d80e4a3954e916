import { SigningError } from '../../errors.js';
import { decodedContent } from '../../pdf/page-content.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { FileChanges } from '../forms/file-changes.js';
import type { OpenPages, PlacedCharacter } from '../looking/page-viewer.js';
import type { TagOnPage } from './find-tags.js';
import { glyphsOf, Places, reachOf } from './match-glyphs.js';
import type { TaggedPage } from './read-tagged-pages.js';
import { removeGlyphs } from './remove-glyphs.js';
import type { ShownGlyph } from './shown-text.js';
import { trackText } from './track-text.js';
import { writeContents } from './write-contents.js';

export interface ErasedTags {
  /** Null when no tag could be taken out. */
  readonly bytes: Uint8Array | null;
  readonly erased: ReadonlySet<TagOnPage>;
}

const NOTHING: ErasedTags = { bytes: null, erased: new Set() };

/**
 * The file without the text of the given tags: their glyphs are taken out of the content, not painted over. Each page is
 * read again by the second reader; one where any other letter is gone or moved keeps its tags. Only for files nobody has
 * signed.
 */
export async function eraseTags(
  reader: PdfReader,
  pages: readonly TaggedPage[],
  openPages: OpenPages,
): Promise<ErasedTags> {
  const first = writeWithout(reader, pages);
  if (!first.bytes) return NOTHING;
  const spoiled = await spoiledPages(first, pages, openPages);
  if (spoiled.size === 0) return first;
  const rest = pages.filter((page) => !spoiled.has(page));
  const second = writeWithout(reader, rest);
  return second.bytes && (await spoiledPages(second, rest, openPages)).size === 0 ? second : NOTHING;
}

function writeWithout(reader: PdfReader, pages: readonly TaggedPage[]): ErasedTags {
  const changes = new FileChanges(reader);
  const erased = new Set<TagOnPage>();
  for (const page of pages) for (const tag of erasePage(reader, changes, page)) erased.add(tag);
  return erased.size > 0 ? { bytes: changes.write(), erased } : NOTHING;
}

/** The tags that could be told apart from everything else on the page. */
function erasePage(
  reader: PdfReader,
  changes: FileChanges,
  { page, characters, tags }: TaggedPage,
): TagOnPage[] {
  const removed: ShownGlyph[] = [];
  const erased: TagOnPage[] = [];
  const content = readContent(reader, page);
  const glyphs = content && new Places(tryTrack(reader, content));
  if (!glyphs) return [];
  const inTags = new Set(tags.flatMap((tag) => tag.characters));
  const others = new Places(placesOf(characters.filter((character) => !inTags.has(character))));
  for (const tag of tags) {
    const own = glyphsOf(tag.characters, glyphs, others);
    if (!own || own.length === 0) continue;
    removed.push(...own);
    erased.push(tag);
  }
  if (erased.length > 0) writeContents(reader, changes, page, removeGlyphs(removed));
  return erased;
}

function readContent(reader: PdfReader, page: TaggedPage['page']) {
  const bytes = decodedContent(reader, page);
  return bytes && { bytes, resources: page.resources, within: null, uses: 0 };
}

function tryTrack(reader: PdfReader, content: Parameters<typeof trackText>[1]): ShownGlyph[] {
  try {
    return trackText(reader, content);
  } catch (error) {
    if (error instanceof SigningError && error.code === 'pdf-damaged') return [];
    throw error;
  }
}

async function spoiledPages(
  { bytes, erased }: ErasedTags,
  pages: readonly TaggedPage[],
  openPages: OpenPages,
): Promise<Set<TaggedPage>> {
  const seen = bytes && (await openPages(bytes));
  if (!seen) return new Set(pages);
  try {
    return new Set(
      pages.filter(({ pageIndex, characters, tags }) => {
        const gone = new Set(tags.filter((tag) => erased.has(tag)).flatMap((tag) => tag.characters));
        const kept = characters.filter((character) => !gone.has(character));
        return gone.size > 0 && !isSameText(kept, seen.characters(pageIndex) ?? []);
      }),
    );
  } finally {
    seen.close();
  }
}

/** The same letters in the same places; in which order they are read may change with what stood between them. */
function isSameText(expected: readonly PlacedCharacter[], actual: readonly PlacedCharacter[]): boolean {
  const [before, after] = [placesOf(expected), placesOf(actual)];
  if (before.length !== after.length) return false;
  const places = new Places(after);
  return before.every((one) => places.near(one, one.reach).some(({ text }) => text === one.text));
}

interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly reach: number;
}

function placesOf(characters: readonly PlacedCharacter[]): PlacedText[] {
  return characters.flatMap((character) => {
    const { origin, text } = character;
    return origin && text.trim() !== '' ? [{ ...origin, text, reach: reachOf(character) }] : [];
  });
}
