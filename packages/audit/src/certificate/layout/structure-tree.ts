import {
  endMarkedContent,
  type PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  type PDFRef,
  PDFString,
} from 'pdf-lib';

/** Standard structure types (ISO 32000-1 § 14.8.4) that certificates use. */
export type StructureType =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'Span'
  | 'Table'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody';

export type StructureOptions = {
  /** What a figure shows, for who cannot see it. */
  alt?: string;
  /** BCP 47, where it differs from what is around it. */
  lang?: string;
  /** Of a TH. */
  scope?: 'Row' | 'Column';
  colSpan?: number;
  /** Of a figure, in points: left, bottom, right, top. */
  bounds?: readonly [number, number, number, number];
};

type MarkedContent = { page: PDFPage; id: number };
type Element = {
  type: StructureType;
  options: StructureOptions;
  kids: (Element | MarkedContent)[];
};

/**
 * The logical structure of the file (ISO 32000-1 § 14.7): what is a heading, a table, a figure, in reading order. Every
 * piece that is drawn either belongs to an element or is an artifact; nothing is left untagged.
 */
export class StructureTree {
  private readonly root: Element = { type: 'Document', options: {}, kids: [] };
  private readonly open: Element[] = [this.root];
  /** For each page, the element that owns each marked-content id. */
  private readonly owners = new Map<PDFPage, Element[]>();
  private inContent = false;

  /** What `work` draws or opens goes into a new element. */
  within<T>(type: StructureType, options: StructureOptions, work: () => T): T {
    const element: Element = { type, options, kids: [] };
    this.current().kids.push(element);
    this.open.push(element);
    try {
      return work();
    } finally {
      this.open.pop();
    }
  }

  /** Content of the element that is open. */
  content(page: PDFPage, draw: () => void): void {
    const owners = this.owners.get(page) ?? [];
    this.owners.set(page, owners);
    const id = owners.push(this.current()) - 1;
    this.current().kids.push({ page, id });
    this.mark(page, `/${this.current().type}`, `<</MCID ${id}>>`, draw);
  }

  /** What is no part of the text: rules, tints, running heads. Readers for the blind leave it out. */
  artifact(page: PDFPage, kind: 'Layout' | 'Pagination', draw: () => void): void {
    this.mark(page, '/Artifact', `<</Type /${kind}>>`, draw);
  }

  /** Writes the tree once all pages are drawn. */
  write(document: PDFDocument): void {
    const { context, catalog } = document;
    const tree = context.obj({ Type: 'StructTreeRoot' });
    const treeRef = context.register(tree);
    const refs = new Map<Element, PDFRef>();
    tree.set(PDFName.of('K'), context.obj([this.writeElement(document, this.root, treeRef, refs)]));
    const nums = this.writeParents(document, refs);
    tree.set(PDFName.of('ParentTree'), context.register(context.obj({ Nums: nums })));
    tree.set(PDFName.of('ParentTreeNextKey'), context.obj(nums.length / 2));
    catalog.set(PDFName.of('StructTreeRoot'), treeRef);
    catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
  }

  private current(): Element {
    return this.open.at(-1) ?? this.root;
  }

  private mark(page: PDFPage, tag: string, properties: string, draw: () => void): void {
    // Marked content that holds marked content would be read twice.
    if (this.inContent) throw new TypeError('Marked content cannot be nested.');
    this.inContent = true;
    page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [tag, properties]));
    draw();
    page.pushOperators(endMarkedContent());
    this.inContent = false;
  }

  private writeElement(
    document: PDFDocument,
    element: Element,
    parent: PDFRef,
    refs: Map<Element, PDFRef>,
  ): PDFRef {
    const { context } = document;
    const ref = context.nextRef();
    refs.set(element, ref);
    const home = pageOf(element);
    const kids = element.kids.map((kid) => {
      if ('type' in kid) return this.writeElement(document, kid, ref, refs);
      if (kid.page === home) return context.obj(kid.id);
      return context.obj({ Type: 'MCR', Pg: kid.page.ref, MCID: kid.id });
    });
    const dict = context.obj({ Type: 'StructElem', S: element.type, P: parent });
    if (home !== null) dict.set(PDFName.of('Pg'), home.ref);
    if (kids.length > 0)
      dict.set(PDFName.of('K'), (kids.length === 1 ? kids[0] : undefined) ?? context.obj(kids));
    describe(document, dict, element);
    context.assign(ref, dict);
    return ref;
  }

  /** ISO 32000-1 § 14.7.4.4: from a page's marked content back to its elements. */
  private writeParents(document: PDFDocument, refs: ReadonlyMap<Element, PDFRef>) {
    const { context } = document;
    return document.getPages().flatMap((page, index) => {
      page.node.set(PDFName.of('StructParents'), context.obj(index));
      page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
      const own = (this.owners.get(page) ?? []).flatMap((element) => refs.get(element) ?? []);
      return [index, context.register(context.obj(own))];
    });
  }
}

function pageOf({ kids }: Element): PDFPage | null {
  const content = kids.find((kid) => 'page' in kid);
  return content !== undefined && 'page' in content ? content.page : null;
}

function describe({ context }: PDFDocument, dict: PDFDict, { type, options }: Element): void {
  const { alt, lang, scope, colSpan, bounds } = options;
  if (alt !== undefined) dict.set(PDFName.of('Alt'), PDFHexString.fromText(alt));
  if (lang !== undefined) dict.set(PDFName.of('Lang'), PDFString.of(lang));
  const table = { ...(scope && { Scope: scope }), ...(colSpan && { ColSpan: colSpan }) };
  if (type === 'TH' || Object.keys(table).length > 0)
    dict.set(PDFName.of('A'), context.obj({ O: 'Table', ...table }));
  if (bounds) dict.set(PDFName.of('A'), context.obj({ O: 'Layout', BBox: [...bounds], Placement: 'Block' }));
}
