import { SigningError } from '../errors.js';
import { damaged } from './damaged.js';
import { isName, PdfDict, PdfRef, type PdfValue } from './objects.js';
import type { PdfReader } from './pdf-reader.js';

export interface Rectangle {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** One leaf of the page tree with what it inherits (ISO 32000-2 § 7.7.3.4). */
export interface Page {
  readonly reference: PdfRef;
  readonly dict: PdfDict;
  readonly resources: PdfDict;
  readonly mediaBox: Rectangle | null;
  readonly cropBox: Rectangle | null;
  /** As written: any number, default 0. */
  readonly rotate: number;
  readonly userUnit: number;
}

const INHERITABLE = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
type Inherited = ReadonlyMap<string, PdfValue>;

/** Deeper than any writer's balanced tree; a chain this long is built to exhaust a reader. */
const MAX_TREE_DEPTH = 128;

/** Walks the page tree in reading order. Throws `pdf-damaged` on cycles, `pdf-too-complex` on depth. */
export function* walkPages(reader: PdfReader): Generator<Page> {
  for (const leaf of walkLeaves(reader)) yield toPage(reader, leaf);
}

/** Every page of a document, each read in full only when it is asked for. */
export interface PageList {
  readonly count: number;
  /** @param pageIndex from 0 on; undefined beyond the last page */
  at(pageIndex: number): Page | undefined;
}

/**
 * The pages by their place. The whole tree is walked and not its `/Count` believed, on which a file can lie and
 * readers disagree. Throws as {@link walkPages} does.
 */
export function listPages(reader: PdfReader): PageList {
  const leaves = [...walkLeaves(reader)];
  return {
    count: leaves.length,
    at: (pageIndex) => {
      const leaf = leaves[pageIndex];
      return leaf && toPage(reader, leaf);
    },
  };
}

interface Leaf {
  readonly reference: PdfRef;
  readonly inherited: Inherited;
}

function* walkLeaves(reader: PdfReader): Generator<Leaf> {
  const root = reader.catalog.get('Pages');
  if (!(root instanceof PdfRef)) throw damaged('it has no page tree');
  const visited = new Set<number>();
  const pending: { value: PdfValue; inherited: Inherited; depth: number }[] = [
    { value: root, inherited: new Map(), depth: 0 },
  ];
  for (let item = pending.pop(); item; item = pending.pop()) {
    if (item.depth > MAX_TREE_DEPTH) throw tooDeep();
    const reference = item.value;
    // The same page listed twice would show a mark in two places: refused like a cycle.
    if (!(reference instanceof PdfRef) || visited.has(reference.objectNumber))
      throw damaged('its page tree is broken');
    visited.add(reference.objectNumber);
    if (reader.isPlainPage(reference)) {
      yield { reference, inherited: item.inherited };
      continue;
    }
    const node = readNode(reader, reference);
    const kids = reader.arrayAt(node, 'Kids');
    if (kids && !isName(reader.resolve(node.get('Type')), 'Page')) {
      const inherited = inherit(node, item.inherited);
      const depth = item.depth + 1;
      pending.push(...kids.map((value) => ({ value, inherited, depth })).reverse());
    } else {
      yield { reference, inherited: item.inherited };
    }
  }
}

export function firstPage(reader: PdfReader): Page {
  for (const page of walkPages(reader)) return page;
  throw new SigningError('pdf-no-pages', 'This PDF has no pages.');
}

function inherit(node: PdfDict, from: Inherited): Inherited {
  const own = INHERITABLE.filter((key) => node.has(key));
  if (own.length === 0) return from;
  return new Map([...from, ...own.map((key) => [key, node.get(key) ?? null] as const)]);
}

function readNode(reader: PdfReader, reference: PdfRef): PdfDict {
  const node = reader.resolve(reference);
  if (!(node instanceof PdfDict)) throw damaged('a page is missing');
  return node;
}

function toPage(reader: PdfReader, { reference, inherited: above }: Leaf): Page {
  const node = readNode(reader, reference);
  const inherited = inherit(node, above);
  const resources = reader.resolve(inherited.get('Resources'));
  const rotate = reader.resolve(inherited.get('Rotate'));
  return {
    reference,
    dict: node,
    resources: resources instanceof PdfDict ? resources : new PdfDict(),
    mediaBox: readRectangle(reader, inherited.get('MediaBox')),
    cropBox: readRectangle(reader, inherited.get('CropBox')),
    rotate: typeof rotate === 'number' ? rotate : 0,
    userUnit: reader.numberAt(node, 'UserUnit') ?? 1,
  };
}

/** Corners may come in any order (§ 7.9.5). */
export function readRectangle(reader: PdfReader, value: PdfValue | undefined): Rectangle | null {
  const array = reader.resolve(value);
  if (!Array.isArray(array) || array.length < 4) return null;
  const [x1, y1, x2, y2] = array.slice(0, 4).map((item) => {
    const side = reader.resolve(item);
    return typeof side === 'number' ? side : Number.NaN;
  });
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return null;
  if ([x1, y1, x2, y2].some(Number.isNaN)) return null;
  return { left: Math.min(x1, x2), bottom: Math.min(y1, y2), right: Math.max(x1, x2), top: Math.max(y1, y2) };
}

function tooDeep(): SigningError {
  return new SigningError(
    'pdf-too-complex',
    'The pages of this PDF are nested far deeper than any program writes them. Print it to a new PDF and use that.',
  );
}
