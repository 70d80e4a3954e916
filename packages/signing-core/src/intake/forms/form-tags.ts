import { dict, isName, name, PdfDict, PdfRef, type PdfValue, textString } from '../../pdf/objects.js';
import type { Page } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import type { FileChanges } from './file-changes.js';
import { shownState, type Widget } from './list-widgets.js';
import { readNumberTree } from './number-tree.js';
import { findOwners, objectOf } from './tag-owners.js';

/**
 * The tags of a form that becomes part of its pages (ISO 32000-2 § 14.7): where a tag pointed to a widget, it now marks
 * what the widget left on the page, and says what kind of field it was (§ 14.8.5.6), so that a screen reader still comes
 * across it in its place.
 */
export class FormTags {
  private readonly parents: Map<number, PdfValue>;
  private readonly owners: ReadonlyMap<number, PdfRef>;
  /** New kids of tags, by the object number of the widget they stand for. */
  private readonly marks = new Map<number, PdfValue>();
  private readonly touched = new Map<number, Widget[]>();
  private readonly pageKeys = new Map<number, number>();
  private nextKey: number;

  private constructor(
    private readonly reader: PdfReader,
    private readonly root: PdfDict,
  ) {
    this.parents = readNumberTree(reader, root.get('ParentTree'));
    this.owners = findOwners(reader, root);
    this.nextKey = [...this.parents.keys()].reduce((most, key) => Math.max(most, key + 1), 0);
  }

  /** Null for a document without tags. */
  static open(reader: PdfReader): FormTags | null {
    const root = reader.dictAt(reader.catalog, 'StructTreeRoot');
    return root && new FormTags(reader, root);
  }

  /** The number of the marked content a widget's look becomes on its page; null when no tag knows the widget. */
  mark(page: Page, widget: Widget): number | null {
    const owner = widget.objectNumber === null ? undefined : this.owners.get(widget.objectNumber);
    const content = owner && this.contentOf(page);
    if (!owner || !content || widget.objectNumber === null) return null;
    const markNumber = content.push(owner) - 1;
    this.marks.set(widget.objectNumber, dict({ Type: name('MCR'), Pg: page.reference, MCID: markNumber }));
    return markNumber;
  }

  /** `/StructParents` of a page: its own, or the one it got because it had none. */
  keyOf(page: Page): number | null {
    return this.pageKeys.get(page.reference.objectNumber) ?? this.reader.numberAt(page.dict, 'StructParents');
  }

  /** To be said of every widget that goes, drawn or not. */
  forget(widget: Widget): void {
    const key = this.reader.numberAt(widget.dict, 'StructParent');
    if (key !== null) this.parents.delete(key);
    const owner = widget.objectNumber === null ? undefined : this.owners.get(widget.objectNumber);
    if (!owner) return;
    const { objectNumber } = owner;
    this.touched.set(objectNumber, [...(this.touched.get(objectNumber) ?? []), widget]);
  }

  /** Answers the new root when it stands in the catalogue itself. */
  write(changes: FileChanges): PdfDict | null {
    for (const [objectNumber, widgets] of this.touched) {
      const element = this.reader.resolve(new PdfRef(objectNumber, 0));
      if (element instanceof PdfDict) changes.replace(objectNumber, this.rewritten(element, widgets));
    }
    const numbers = [...this.parents].sort(([a], [b]) => a - b).flat();
    const root = new PdfDict([...this.root, ['ParentTree', changes.add(dict({ Nums: numbers }))]]);
    root.set('ParentTreeNextKey', this.nextKey);
    const reference = this.reader.catalog.get('StructTreeRoot');
    if (!(reference instanceof PdfRef)) return root;
    changes.replace(reference.objectNumber, root);
    return null;
  }

  /** The list of tags of a page's marked content, ours to lengthen; null when the file contradicts itself. */
  private contentOf(page: Page): PdfValue[] | null {
    const known = this.keyOf(page);
    if (known === null) {
      const key = this.nextKey++;
      this.pageKeys.set(page.reference.objectNumber, key);
      const content: PdfValue[] = [];
      this.parents.set(key, content);
      return content;
    }
    const listed = this.reader.resolve(this.parents.get(known));
    if (!Array.isArray(listed)) return null;
    if (this.pageKeys.has(page.reference.objectNumber)) return listed;
    const content = [...listed];
    this.parents.set(known, content);
    this.pageKeys.set(page.reference.objectNumber, known);
    return content;
  }

  private rewritten(element: PdfDict, widgets: readonly Widget[]): PdfDict {
    const kids = element.get('K');
    const list = this.reader.resolve(kids);
    const items = Array.isArray(list) ? list : kids === undefined ? [] : [kids];
    const kept = items.flatMap((item): PdfValue[] => {
      const target = objectOf(this.reader, item);
      const widget = widgets.find(({ objectNumber }) => objectNumber === target);
      if (target === null || !widget) return [item];
      const mark = this.marks.get(target);
      return mark === undefined ? [] : [mark];
    });
    const changed = new PdfDict(element);
    if (kept.length > 0) changed.set('K', kept);
    else changed.delete('K');
    const [widget] = widgets;
    if (widget && isName(this.reader.resolve(element.get('S')), 'Form') && !element.has('A'))
      changed.set('A', printField(this.reader, widget));
    return changed;
  }
}

function printField(reader: PdfReader, widget: Widget): PdfDict {
  const { field } = widget;
  const role =
    field.type === 'Btn' ? (field.has('radio') ? 'rb' : field.has('pushButton') ? 'pb' : 'cb') : 'tv';
  const attributes = dict({ O: name('PrintField'), Role: name(role) });
  if (role === 'rb' || role === 'cb')
    attributes.set('checked', name(shownState(reader, widget) === 'Off' ? 'off' : 'on'));
  if (field.tooltip) attributes.set('Desc', textString(field.tooltip));
  return attributes;
}
