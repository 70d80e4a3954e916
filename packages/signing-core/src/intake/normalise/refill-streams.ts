import { constants, deflateSync, inflateRawSync, inflateSync } from 'node:zlib';
import { isName, name, PdfDict, type PdfObject, PdfStream } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

/** Larger ones are pictures, of which half is as good as it gets. */
const MAX_BYTES = 64 * 1024 * 1024;
/** In front of the packed data, RFC 1950. */
const ZLIB_HEADER_BYTES = 2;

/**
 * A stream whose packed data end too soon or whose checksum is wrong, packed again with what can be read of it, so that
 * every reader reads the same. All others stay as they are.
 */
export function refillStream(stream: PdfStream, reader: PdfReader): PdfStream {
  if (!isDeflated(reader.resolve(stream.dict.get('Filter')), reader) || isWhole(stream.data)) return stream;
  const readable = inflatePartly(stream.data);
  if (!readable) return stream;
  const entries = new PdfDict(stream.dict);
  entries.set('Filter', name('FlateDecode'));
  return new PdfStream(entries, deflateSync(readable));
}

function isDeflated(filter: PdfObject, reader: PdfReader): boolean {
  const only = Array.isArray(filter) && filter.length === 1 ? reader.resolve(filter[0]) : filter;
  return isName(only, 'FlateDecode') || isName(only, 'Fl');
}

function isWhole(data: Uint8Array): boolean {
  try {
    inflateSync(data, { maxOutputLength: MAX_BYTES });
    return true;
  } catch (error) {
    return error instanceof RangeError;
  }
}

/** Null when nothing at all can be read, or too much. */
function inflatePartly(data: Uint8Array): Uint8Array | null {
  try {
    return inflateRawSync(data.subarray(ZLIB_HEADER_BYTES), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: MAX_BYTES,
    });
  } catch {
    return null;
  }
}
