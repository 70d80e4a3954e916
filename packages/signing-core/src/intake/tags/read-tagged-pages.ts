import { PdfStream } from '../../pdf/objects.js';
import { contentReferences } from '../../pdf/page-content.js';
import { listPages, type Page } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import type { PlacedCharacter, ViewedDocument } from '../looking/page-viewer.js';
import { findTags, type TagOnPage } from './find-tags.js';

export interface TaggedPage {
  readonly page: Page;
  readonly pageIndex: number;
  readonly characters: readonly PlacedCharacter[];
  readonly tags: readonly TagOnPage[];
}

export interface TaggedPages {
  readonly pages: readonly TaggedPage[];
  readonly pageCount: number;
  /** Pages nobody looked at: too much to read, or the time was over. */
  readonly unread: number;
}

/** Compressed; a map or a drawing, in which nobody writes tags and whose text takes seconds to put in order. */
const MOST_CONTENT_BYTES = 2 * 1024 * 1024;
const MOST_TAGS = 2_000;

/** The pages with placeholder tags, as the second reader sees their text. Looks no further once `isOver` says so. */
export function readTaggedPages(reader: PdfReader, seen: ViewedDocument, isOver: () => boolean): TaggedPages {
  const pages = listPages(reader);
  const found: TaggedPage[] = [];
  let tagCount = 0;
  let unread = 0;
  for (let pageIndex = 0; pageIndex < pages.count; pageIndex++) {
    const page = pages.at(pageIndex);
    if (!page) continue;
    if (isOver() || tagCount > MOST_TAGS || contentBytes(reader, page) > MOST_CONTENT_BYTES) {
      unread++;
      continue;
    }
    if (!/\{\s?\{|\}\s?\}/.test(seen.text(pageIndex) ?? '')) continue;
    const characters = seen.characters(pageIndex) ?? [];
    const tags = findTags(characters);
    tagCount += tags.length;
    if (tags.length > 0) found.push({ page, pageIndex, characters, tags });
  }
  return { pages: found, pageCount: pages.count, unread };
}

function contentBytes(reader: PdfReader, page: Page): number {
  return contentReferences(reader, page).reduce((sum, reference) => {
    const stream = reader.resolve(reference);
    return sum + (stream instanceof PdfStream ? stream.data.length : 0);
  }, 0);
}
