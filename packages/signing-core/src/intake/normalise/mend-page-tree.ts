import { damaged } from '../../pdf/damaged.js';
import { dict, name, PdfDict, type PdfObject, PdfRef, type PdfValue } from '../../pdf/objects.js';
import { readRectangle } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

/** What a page has from the nodes above it (ISO 32000-2 § 7.7.3.4). */
const INHERITABLE = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];
/** What readers take for a page that does not say its size. */
const LETTER = [0, 0, 612, 792];
const MAX_DEPTH = 128;
const MAX_PAGES = 20_000;

interface Node {
  readonly value: PdfValue;
  readonly inherited: PdfDict;
  readonly above: ReadonlySet<number>;
}

/**
 * A page tree of one level, in which every page says what it is, has what it inherited, and stands once. Written for files
 * whose own tree readers understand in different ways.
 */
export class MendedPageTree {
  /** In place of the objects of these numbers. */
  readonly replaced = new Map<number, PdfObject>();
  /** Under numbers nobody uses. */
  readonly added = new Map<number, PdfObject>();
  /** Entries of the tree that name nothing at all. */
  private missing = 0;
  private readonly kids: PdfRef[] = [];
  private readonly root: PdfRef;
  /** Counts down: numbers no file can name, so that a reference that points nowhere never points to what is added. */
  private next = -1;

  /**
   * Throws `pdf-damaged` when there is no catalogue, or when what is missing may be many pages.
   *
   * @param leavesOutMissing for a file that says itself that a page is nowhere. Of one whose objects had to be looked for, a
   *   page that was not found may be lost: it then stays in the tree, where it is seen to be missing.
   */
  constructor(
    private readonly reader: PdfReader,
    private readonly leavesOutMissing: boolean,
  ) {
    this.root = new PdfRef(this.next--, 0);
    const { catalog } = reader;
    this.walk({ value: catalog.get('Pages') ?? null, inherited: new PdfDict(), above: new Set() });
    this.refuseLostPart();
    const pages = dict({ Type: name('Pages'), Kids: this.kids, Count: this.kids.length });
    this.added.set(this.root.objectNumber, pages);
    const reference = reader.trailer.get('Root');
    if (!(reference instanceof PdfRef)) return;
    this.replaced.set(
      reference.objectNumber,
      new PdfDict([...catalog, ['Type', name('Catalog')], ['Pages', this.root]]),
    );
  }

  /** Whether pages were left out. */
  get lacksPages(): boolean {
    return this.missing > 0;
  }

  /** Where a whole branch is missing, the tree counts more pages than entries that name nothing. */
  private refuseLostPart(): void {
    const root = this.reader.dictAt(this.reader.catalog, 'Pages');
    const declared = (root && this.reader.numberAt(root, 'Count')) ?? 0;
    if (this.missing > 0 && declared > this.kids.length + this.missing)
      throw damaged('part of its page tree is missing');
  }

  private walk({ value, inherited, above }: Node): void {
    const node = this.reader.resolve(value);
    if (node === null && this.leavesOutMissing && above.size > 0) {
      this.missing += 1;
      return;
    }
    const objectNumber = value instanceof PdfRef ? value.objectNumber : null;
    const isLoop = objectNumber !== null && above.has(objectNumber);
    if (!(node instanceof PdfDict) || isLoop || above.size > MAX_DEPTH || this.kids.length > MAX_PAGES) {
      // A page that is not there is a page that nobody would sign: seen as missing when the pages are counted.
      this.kids.push(new PdfRef(this.next--, 0));
      return;
    }
    const passed = new PdfDict(inherited);
    for (const key of INHERITABLE) if (node.has(key)) passed.set(key, node.get(key) ?? null);
    const kids = this.reader.arrayAt(node, 'Kids');
    if (!kids) {
      this.takePage(node, objectNumber, passed);
      return;
    }
    const further = objectNumber === null ? above : new Set([...above, objectNumber]);
    for (const kid of kids) this.walk({ value: kid, inherited: passed, above: further });
  }

  private takePage(page: PdfDict, objectNumber: number | null, inherited: PdfDict): void {
    const whole = new PdfDict([...page, ...inherited, ['Type', name('Page')], ['Parent', this.root]]);
    if (!readRectangle(this.reader, whole.get('MediaBox'))) whole.set('MediaBox', LETTER);
    const isNew = objectNumber === null || this.replaced.has(objectNumber);
    const number = isNew ? this.next-- : objectNumber;
    (isNew ? this.added : this.replaced).set(number, whole);
    this.kids.push(new PdfRef(number, 0));
  }
}
