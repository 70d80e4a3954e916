import { visiblePage } from '../../pdf/page-geometry.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import type { FoundField } from '../forms/found-field.js';
import { isSigned } from '../forms/is-signed.js';
import { UniqueNames } from '../forms/unique-names.js';
import type { Taking } from '../taking.js';
import { eraseTags } from './erase-tags.js';
import type { TagOnPage } from './find-tags.js';
import { linesOf, placeTag } from './place-tag.js';
import { readTaggedPages, type TaggedPage } from './read-tagged-pages.js';
import { fieldOfTag } from './tag-field.js';
import { TagProblem } from './tag-keys.js';
import { placeOf, TagNotes } from './tag-notes.js';

/** A page takes one or two milliseconds. */
const MOST_MS = 3_000;
/** To compare the readers and to rehearse. */
const MS_LEFT_AFTERWARDS = 5_000;
/** Also on a machine that is late already: which fields a contract has must not depend on its neighbours. */
const LEAST_MS = 1_000;
/** A letter's ink reaches a little out of its line. */
const INK_MARGIN = 0.006;

/**
 * Placeholder tags in the text of an unsigned file become found fields and leave the text (docs/placeholder-tags.md). What
 * cannot be read as a tag stays, with a note that says where. A signed file is left as it is.
 */
export async function takeTags(taking: Taking): Promise<void> {
  const { tools } = taking;
  const reader = new PdfReader(taking.bytes);
  if (!tools || isSigned(reader)) return;
  const seen = await tools.openPages(taking.bytes);
  // The comparison of readers refuses such a file.
  if (!seen) return;
  const startMs = tools.clock.nowMs();
  const endsAtMs = Math.max(
    startMs + LEAST_MS,
    Math.min(startMs + MOST_MS, tools.endsAtMs - MS_LEFT_AFTERWARDS),
  );
  const tagged = readTaggedPages(reader, seen, () => tools.clock.nowMs() > endsAtMs);
  seen.close();
  const notes = new TagNotes();
  const understood = takeFields(taking, tagged.pages, notes);
  const { bytes, erased } = await eraseTags(reader, understood, tools.openPages);
  taking.bytes = bytes ?? taking.bytes;
  for (const page of understood) noteErased(taking, page, erased, notes);
  taking.notes.push(...notes.list(erased.size, tagged));
}

/** The pages with the tags that became fields. */
function takeFields(taking: Taking, pages: readonly TaggedPage[], notes: TagNotes): TaggedPage[] {
  const names = new UniqueNames();
  for (const field of taking.fields) names.next(field.name);
  const fields: FoundField[] = [];
  const understood = pages.map((page) => {
    const visible = visiblePage(page.page);
    const tags = page.tags.filter((onPage) => {
      const { tag, characters } = onPage;
      const box = tag instanceof TagProblem ? null : placeTag(characters, tag, visible);
      if (box && !(tag instanceof TagProblem)) fields.push(fieldOfTag(tag, page.pageIndex, box, names));
      else notes.addProblem(onPage, placeOf(onPage, page.pageIndex, visible), reasonOf(tag));
      return box !== null;
    });
    return { ...page, tags };
  });
  taking.fields = [...taking.fields, ...fields];
  return understood.filter(({ tags }) => tags.length > 0);
}

const reasonOf = (tag: TagOnPage['tag']): string =>
  tag instanceof TagProblem ? tag.reason : 'it lies outside of the page.';

function noteErased(taking: Taking, page: TaggedPage, erased: ReadonlySet<TagOnPage>, notes: TagNotes): void {
  const visible = visiblePage(page.page);
  for (const tag of page.tags) {
    if (!erased.has(tag)) {
      notes.addVisible(tag, placeOf(tag, page.pageIndex, visible));
      continue;
    }
    for (const { x, y, width, height } of linesOf(tag.characters, visible)) {
      const box = {
        x: x - INK_MARGIN,
        y: y - INK_MARGIN,
        width: width + 2 * INK_MARGIN,
        height: height + 2 * INK_MARGIN,
      };
      taking.redrawn.push({ pageIndex: page.pageIndex, box });
    }
  }
}
