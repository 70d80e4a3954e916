import { SigningError } from '../errors.js';
import { walkOperators } from './content-operators.js';
import { decodeStream } from './decode-stream.js';
import { type PdfObject, PdfRef, PdfStream, type PdfValue } from './objects.js';
import type { Page } from './page-tree.js';
import type { PdfReader } from './pdf-reader.js';

const MAX_CONTENT_BYTES = 64 * 1024 * 1024;

const PATH_START = new Set(['m', 're', 'l', 'c', 'v', 'y']);
const PATH_END = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'n']);

/** The page's content streams, as references; what is named as one and is none is left out. */
export function contentReferences(reader: PdfReader, page: Page): PdfRef[] {
  const contents = page.dict.get('Contents');
  const resolved = reader.resolve(contents);
  const items: PdfValue[] = Array.isArray(resolved)
    ? resolved
    : contents instanceof PdfRef && resolved
      ? [contents]
      : [];
  return items.filter((item): item is PdfRef => item instanceof PdfRef && isContent(reader.resolve(item)));
}

/** A font, or nothing at all, named as content: poppler then shows nothing of the page, nor of what comes behind. */
const isContent = (value: PdfObject): boolean => value instanceof PdfStream || Array.isArray(value);

/** Decoded and joined as a reader joins them; null when a filter is unknown. Throws `pdf-too-complex`. */
export function decodedContent(reader: PdfReader, page: Page): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let total = 0;
  for (const reference of contentReferences(reader, page)) {
    const stream = reader.resolve(reference);
    if (!(stream instanceof PdfStream)) continue;
    const data = decodeStream(stream, reader.resolve, MAX_CONTENT_BYTES);
    if (!data) return null;
    total += data.length + 1;
    if (total > MAX_CONTENT_BYTES) {
      throw new SigningError(
        'pdf-too-complex',
        'A page of this PDF holds far more content than a page needs.',
      );
    }
    parts.push(data, Buffer.of(10));
  }
  return Buffer.concat(parts);
}

export interface Wrapping {
  readonly before: string;
  readonly after: string;
}

/**
 * What has to stand around a page's content so that anything drawn after it starts from the page's default
 * state: pages are seen that leave `q`, text, marked content or a path open, or close more than they opened.
 */
export function wrappingFor(content: Uint8Array | null): Wrapping {
  let depth = 0;
  let lowest = 0;
  let marked = 0;
  let inText = false;
  let inPath = false;
  walkOperators(content ?? new Uint8Array(), {
    operator(keyword) {
      if (keyword === 'q') depth++;
      else if (keyword === 'Q') lowest = Math.min(lowest, --depth);
      else if (keyword === 'BT') inText = true;
      else if (keyword === 'ET') inText = false;
      else if (keyword === 'BMC' || keyword === 'BDC') marked++;
      else if (keyword === 'EMC') marked = Math.max(0, marked - 1);
      else if (PATH_START.has(keyword)) inPath = true;
      else if (PATH_END.has(keyword)) inPath = false;
    },
  });
  const opened = 1 - lowest;
  const closing = [
    inPath ? 'n' : '',
    inText ? 'ET' : '',
    ...Array(marked).fill('EMC'),
    ...Array(opened + depth).fill('Q'),
  ];
  return { before: `${'q '.repeat(opened)}\n`, after: `\n${closing.filter(Boolean).join(' ')}\n` };
}
