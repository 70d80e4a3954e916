import type { VisiblePage } from '../../pdf/page-geometry.js';
import type { IntakeNote } from '../report.js';
import type { TagOnPage } from './find-tags.js';
import { linesOf } from './place-tag.js';

/** A file full of braces must not bury what the sender has to read. */
const MOST_OF_A_KIND = 10;

/** Collects what the sender is told about tags, each with its place. */
export class TagNotes {
  private readonly problems: string[] = [];
  private readonly visible: string[] = [];

  addProblem(tag: TagOnPage, place: string, reason: string): void {
    this.problems.push(`The tag “${tag.text}” ${place} stays as text: ${reason}`);
  }

  addVisible(tag: TagOnPage, place: string): void {
    this.visible.push(
      `The tag “${tag.text}” ${place} became a field, but its text stays visible: its letters cannot be told apart from the rest of the page.`,
    );
  }

  /** @param erased how many tags were taken out of the text */
  list(erased: number, pages: { readonly unread: number; readonly pageCount: number }): IntakeNote[] {
    return [
      ...(erased > 0 ? [removedNote(erased)] : []),
      ...atMost('pdf-tag-visible', this.visible),
      ...atMost('pdf-tag-unreadable', this.problems),
      ...(pages.unread > 0 ? [unreadNote(pages)] : []),
    ];
  }
}

/** "on page 3, 72 pt from the left and 120 pt from the top". */
export function placeOf({ characters }: TagOnPage, pageIndex: number, page: VisiblePage): string {
  const [line] = linesOf(characters, page);
  const where = `on page ${(pageIndex + 1).toLocaleString('en')}`;
  if (!line) return where;
  return `${where}, ${Math.round(line.x * page.widthPt)} pt from the left and ${Math.round(line.y * page.heightPt)} pt from the top,`;
}

function removedNote(count: number): IntakeNote {
  const tags = count === 1 ? 'One placeholder tag' : `${count.toLocaleString('en')} placeholder tags`;
  return { code: 'pdf-tags-removed', sentence: `${tags} became fields and left the text of the pages.` };
}

function unreadNote({ unread, pageCount }: { unread: number; pageCount: number }): IntakeNote {
  const [read, all] = [pageCount - unread, pageCount].map((count) => count.toLocaleString('en'));
  const sentence = `Placeholder tags were looked for on ${read} of ${all} pages only: the others take too long to read.`;
  return { code: 'pdf-tag-unreadable', sentence };
}

function atMost(code: IntakeNote['code'], sentences: readonly string[]): IntakeNote[] {
  const notes = sentences.slice(0, MOST_OF_A_KIND).map((sentence) => ({ code, sentence }));
  const more = sentences.length - notes.length;
  return more > 0 ? [...notes, { code, sentence: `The same is true of ${more} more tags.` }] : notes;
}
