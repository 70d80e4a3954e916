import { damaged } from './damaged.js';
import { decodeStream } from './decode-stream.js';
import {
  PdfDict,
  PdfName,
  type PdfObject,
  PdfStream,
  PdfString,
  type PdfValue,
  readTextString,
} from './objects.js';
import type { PdfReader } from './pdf-reader.js';

/** A file that travels inside a PDF (ISO 32000-2 § 7.11.4). */
export interface EmbeddedFile {
  readonly fileName: string;
  /** As the file says; null when it says none. */
  readonly mediaType: string | null;
  readonly bytes: Uint8Array;
}

/** More than any evidence has, fewer than what keeps a reader busy. */
const MAX_FILES = 1000;
const MAX_NODES = 4000;
const MAX_DEPTH = 32;

/**
 * Every file of the name tree `/Names /EmbeddedFiles`, unpacked, in the tree's order. What two readers could take for two
 * different files is refused: a name that stands twice, or two names or two streams for one file.
 * Throws `pdf-damaged`, and `pdf-too-complex` when they unpack to more than `maxBytes` together.
 */
export function readEmbeddedFiles(reader: PdfReader, maxBytes: number): EmbeddedFile[] {
  const names = reader.dictAt(reader.catalog, 'Names');
  const root = names ? reader.dictAt(names, 'EmbeddedFiles') : null;
  if (!root) return [];
  const files: EmbeddedFile[] = [];
  let room = maxBytes;
  for (const specification of walkNameTree(reader, root)) {
    const file = readFile(reader, specification, room);
    room -= file.bytes.length;
    if (files.some(({ fileName }) => fileName === file.fileName))
      throw damaged('two attached files have the same name');
    files.push(file);
    if (files.length > MAX_FILES) throw damaged('it carries more attached files than anybody needs');
  }
  return files;
}

function* walkNameTree(reader: PdfReader, root: PdfDict): Generator<PdfObject> {
  const visited = new Set<PdfObject>();
  const pending: { node: PdfObject; depth: number }[] = [{ node: root, depth: 0 }];
  for (let item = pending.pop(); item; item = pending.pop()) {
    const { node, depth } = item;
    if (!(node instanceof PdfDict) || visited.has(node) || depth > MAX_DEPTH || visited.size > MAX_NODES)
      throw damaged('its list of attached files is broken');
    visited.add(node);
    const pairs = reader.arrayAt(node, 'Names') ?? [];
    if (pairs.length % 2 !== 0) throw damaged('its list of attached files is broken');
    for (let at = 1; at < pairs.length; at += 2) yield reader.resolve(pairs[at]);
    const kids = reader.arrayAt(node, 'Kids') ?? [];
    pending.push(...kids.map((kid) => ({ node: reader.resolve(kid), depth: depth + 1 })).reverse());
  }
}

function readFile(reader: PdfReader, specification: PdfObject, room: number): EmbeddedFile {
  if (!(specification instanceof PdfDict) || specification.hasDuplicateKey)
    throw damaged('an attached file is not described as one');
  const stream = onlyStream(reader, specification);
  const bytes = decodeStream(stream, reader.resolve, room);
  if (!bytes) throw damaged('an attached file is packed in an unknown way');
  const type = reader.resolve(stream.dict.get('Subtype'));
  return {
    fileName: onlyName(reader, specification),
    mediaType: type instanceof PdfName ? type.value : null,
    bytes,
  };
}

/** `/UF` and `/F` are two spellings of one name; a reader shows either. */
function onlyName(reader: PdfReader, specification: PdfDict): string {
  const names = [specification.get('UF'), specification.get('F')]
    .filter((value) => value !== undefined)
    .map((value) => textOf(reader.resolve(value)));
  const [name] = names;
  if (name === undefined || names.some((other) => other !== name))
    throw damaged('an attached file has two names, or none');
  return name;
}

function textOf(value: PdfObject): string {
  if (value instanceof PdfString) return readTextString(value);
  throw damaged('an attached file has no name');
}

function onlyStream(reader: PdfReader, specification: PdfDict): PdfStream {
  const embedded = reader.dictAt(specification, 'EF');
  const streams = new Set<PdfObject>(
    [...(embedded?.values() ?? [])].map((value: PdfValue) => reader.resolve(value)),
  );
  const [stream] = streams;
  if (embedded?.hasDuplicateKey || streams.size !== 1 || !(stream instanceof PdfStream))
    throw damaged('an attached file has two contents, or none');
  return stream;
}
