import { damaged } from './damaged.js';
import { decodeStream } from './decode-stream.js';
import { isName, type PdfDict, PdfRef, type PdfValue } from './objects.js';
import { parseIndirectObject } from './parse-indirect-object.js';
import type { XrefEntry, XrefSection } from './xref-entry.js';

const MAX_XREF_BYTES = 256 * 1024 * 1024;
const MAX_COUNT_UNSEEN = 1_000_000;

/** A cross-reference stream (ISO 32000-2 § 7.5.8). Its own values must be direct: nothing can be resolved yet. */
export function readXrefStreamSection(bytes: Uint8Array, offset: number): XrefSection {
  const { stream, objectNumber } = parseIndirectObject(bytes, offset, (value) =>
    value instanceof PdfRef ? null : (value ?? null),
  );
  if (!stream || !isName(stream.dict.get('Type'), 'XRef'))
    throw damaged('its table of contents cannot be read');
  const data = decodeStream(stream, (value) => value ?? null, MAX_XREF_BYTES);
  if (!data) throw damaged('its table of contents is packed in an unknown way');
  return {
    offset,
    kind: 'stream',
    trailer: stream.dict,
    entries: readEntries(stream.dict, data),
    streamNumbers: [objectNumber],
  };
}

function readEntries(dict: PdfDict, data: Uint8Array): Map<number, XrefEntry> {
  const widths = integers(dict.get('W'));
  const [typeWidth, secondWidth, thirdWidth] = widths;
  if (
    typeWidth === undefined ||
    secondWidth === undefined ||
    thirdWidth === undefined ||
    widths.some((w) => w > 8)
  ) {
    throw damaged('its table of contents cannot be read');
  }
  const rowBytes = widths.reduce((sum, width) => sum + width, 0);
  const index = dict.has('Index')
    ? integers(dict.get('Index'))
    : [0, integers([dict.get('Size') ?? 0])[0] ?? 0];
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const first = index[pair] ?? 0;
    const count = index[pair + 1] ?? 0;
    // Writers count a few too many. A thousand million would be counted by the next reader of what is sealed.
    if (count > MAX_COUNT_UNSEEN && at + count * rowBytes > data.length)
      throw damaged('its table of contents says something impossible');
    for (let i = 0; i < count && at + rowBytes <= data.length && rowBytes > 0; i++) {
      const type = typeWidth === 0 ? 1 : readInteger(data, at, typeWidth);
      const second = readInteger(data, at + typeWidth, secondWidth);
      const third = readInteger(data, at + typeWidth + secondWidth, thirdWidth);
      entries.set(first + i, toEntry(type, second, third));
      at += rowBytes;
    }
  }
  return entries;
}

function toEntry(type: number, second: number, third: number): XrefEntry {
  if (type === 1) return { kind: 'offset', offset: second, generation: third };
  if (type === 2) return { kind: 'compressed', streamNumber: second, index: third };
  return { kind: 'free' };
}

function integers(value: PdfValue | undefined): number[] {
  if (!Array.isArray(value)) throw damaged('its table of contents cannot be read');
  return value.map((item) => {
    if (typeof item !== 'number' || !Number.isSafeInteger(item) || item < 0) {
      throw damaged('its table of contents cannot be read');
    }
    return item;
  });
}

function readInteger(data: Uint8Array, position: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + (data[position + i] ?? 0);
  return value;
}
