import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from 'pdf-lib';

/** One element of the structure, with its marked content as `page:mcid`. */
export type ReadElement = {
  type: string;
  alt: string | null;
  lang: string | null;
  scope: string | null;
  colSpan: number;
  content: string[];
  kids: ReadElement[];
};

export type ReadFile = {
  root: ReadElement;
  /** What is drawn, page by page. */
  pages: { drawn: string[]; untagged: string[]; nested: number; mcids: number[] }[];
  /** Marked content the parent tree leads back to another element for, or to none. */
  lostParents: string[];
};

const PAINTS = new Set(['Tj', 'TJ', "'", '"', 'S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'Do', 'sh']);

/** Reads a certificate's tags with nothing of the code that wrote them. */
export async function readStructure(bytes: Uint8Array): Promise<ReadFile> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const tree = document.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  const pageRefs = new Map(document.getPages().map((page, index) => [page.ref.toString(), index]));
  const owners = new Map<string, string>();
  const [top] = kidsOf(tree);
  const root = readElement(tree, top, pageRefs, owners);
  const pages = document.getPages().map((_, index) => readPage(contentOfPage(document, index)));
  return { root, pages, lostParents: checkParents(document, tree, owners) };
}

/** The decoded content of a page. */
export async function contentOf(bytes: Uint8Array, pageIndex: number): Promise<string> {
  return contentOfPage(await PDFDocument.load(bytes, { updateMetadata: false }), pageIndex);
}

export function elementsOf(root: ReadElement, type?: string): ReadElement[] {
  const all = [root, ...root.kids.flatMap((kid) => elementsOf(kid))];
  return type === undefined ? all : all.filter((element) => element.type === type);
}

function contentOfPage(document: PDFDocument, pageIndex: number): string {
  const contents = document.getPage(pageIndex).node.Contents();
  const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
  return streams
    .map((stream) => (stream instanceof PDFRef ? document.context.lookup(stream) : stream))
    .map((stream) =>
      stream instanceof PDFRawStream ? decodePDFRawStream(stream).decode() : new Uint8Array(),
    )
    .map((part) => Buffer.from(part).toString('latin1'))
    .join('\n');
}

function readPage(content: string): ReadFile['pages'][number] {
  const page: ReadFile['pages'][number] = { drawn: [], untagged: [], nested: 0, mcids: [] };
  const tokens = content.replace(/<[0-9A-Fa-f]*>(?!>)/g, '(text)').split(/\s+/);
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token === 'BDC' || token === 'BMC') {
      if (depth++ > 0) page.nested += 1;
      const id = /MCID$/.test(tokens[index - 2] ?? '') ? Number.parseInt(tokens[index - 1] ?? '', 10) : null;
      if (id !== null) page.mcids.push(id);
    }
    if (token === 'EMC') depth -= 1;
    if (!PAINTS.has(token)) continue;
    page.drawn.push(token);
    if (depth === 0) page.untagged.push(tokens.slice(Math.max(0, index - 8), index + 1).join(' '));
  }
  return page;
}

function readElement(
  parent: PDFDict,
  ref: PDFObject | undefined,
  pages: ReadonlyMap<string, number>,
  owners: Map<string, string>,
): ReadElement {
  const dict = parent.context.lookup(ref, PDFDict);
  const home = dict.get(PDFName.of('Pg'))?.toString();
  const attributes = dict.lookupMaybe(PDFName.of('A'), PDFDict);
  const element: ReadElement = {
    type: nameOf(dict.get(PDFName.of('S'))),
    alt: textOf(dict.get(PDFName.of('Alt'))),
    lang: textOf(dict.get(PDFName.of('Lang'))),
    scope: attributes?.get(PDFName.of('Scope')) ? nameOf(attributes.get(PDFName.of('Scope'))) : null,
    colSpan: attributes?.lookupMaybe(PDFName.of('ColSpan'), PDFNumber)?.asNumber() ?? 1,
    content: [],
    kids: [],
  };
  for (const kid of kidsOf(dict)) {
    const value = kid instanceof PDFRef ? dict.context.lookup(kid) : kid;
    if (value instanceof PDFNumber) own(home, value);
    else if (value instanceof PDFDict && value.has(PDFName.of('MCID')))
      own(value.get(PDFName.of('Pg'))?.toString(), value.lookup(PDFName.of('MCID'), PDFNumber));
    else element.kids.push(readElement(dict, kid, pages, owners));
  }
  return element;

  function own(page: string | undefined, id: PDFNumber) {
    const place = `${pages.get(page ?? '')}:${id.asNumber()}`;
    element.content.push(place);
    owners.set(place, String(ref));
  }
}

function checkParents(document: PDFDocument, tree: PDFDict, owners: ReadonlyMap<string, string>): string[] {
  const nums = tree.lookup(PDFName.of('ParentTree'), PDFDict).lookup(PDFName.of('Nums'), PDFArray);
  const lost = new Set(owners.keys());
  for (let at = 0; at < nums.size(); at += 2) {
    const key = nums.lookup(at, PDFNumber).asNumber();
    const page = document
      .getPages()
      .findIndex((one) => one.node.lookup(PDFName.of('StructParents'), PDFNumber).asNumber() === key);
    for (const [id, owner] of nums
      .lookup(at + 1, PDFArray)
      .asArray()
      .entries()) {
      const place = `${page}:${id}`;
      if (owners.get(place) === owner.toString()) lost.delete(place);
      else lost.add(place);
    }
  }
  return [...lost];
}

function kidsOf(dict: PDFDict): PDFObject[] {
  const kids = dict.get(PDFName.of('K'));
  const value = kids instanceof PDFRef ? dict.context.lookup(kids) : kids;
  if (value instanceof PDFArray) return value.asArray();
  return kids === undefined ? [] : [kids];
}

function nameOf(value: PDFObject | undefined): string {
  return value instanceof PDFName ? value.decodeText() : '';
}

function textOf(value: PDFObject | undefined): string | null {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : null;
}
