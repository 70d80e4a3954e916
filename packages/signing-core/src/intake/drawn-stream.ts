import { SigningError } from '../errors.js';
import { PdfName, type PdfRef, PdfStream } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';

/** Filters every reader has (ISO 32000-2 table 6) and their short names; newer ones show an empty page in most. */
const FILTERS = new Set(
  'ASCIIHexDecode ASCII85Decode LZWDecode FlateDecode RunLengthDecode CCITTFaxDecode JBIG2Decode DCTDecode JPXDecode Crypt AHx A85 LZW Fl RL CCF DCT'.split(
    ' ',
  ),
);

/**
 * A stream that is drawn, where it can be drawn by everybody; null for what is not there or no stream, which draws nothing
 * (ISO 32000-2 § 7.3.10). `/F` in a stream means its data lies elsewhere (§ 7.3.8.2): a URL, fetched by whoever renders it.
 */
export function drawnStream(reader: PdfReader, reference: PdfRef): PdfStream | null {
  const stream = reader.resolve(reference);
  if (!(stream instanceof PdfStream)) return null;
  if (stream.dict.has('F')) throw externalContent();
  const filter = reader.resolve(stream.dict.get('Filter'));
  const filters = Array.isArray(filter) ? filter.map((item) => reader.resolve(item)) : [filter];
  if (filters.some((item) => item instanceof PdfName && !FILTERS.has(item.value))) throw unknownPacking();
  return stream;
}

export function unknownPacking(): SigningError {
  return new SigningError(
    'pdf-damaged',
    'A page of this PDF is packed in a way that most PDF readers do not know, so they would show it empty. Print it to a new PDF and use that copy.',
  );
}

export function externalContent(): SigningError {
  return new SigningError(
    'pdf-external-content',
    'This PDF loads part of its content from another place, which could change after signing. Print it to a new PDF and use that.',
  );
}
