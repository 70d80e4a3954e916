import { SigningError } from '../errors.js';
import { PdfRef } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';

/** A reader of a file that may be appended to. Throws `pdf-encrypted`, `pdf-damaged`. */
export function openForRevision(pdf: Uint8Array): PdfReader {
  const reader = new PdfReader(pdf);
  if (reader.isEncrypted) {
    throw new SigningError('pdf-encrypted', 'This PDF is encrypted and cannot be sealed.');
  }
  return reader;
}

/** The catalogue's reference. The reader has made sure that it is one. */
export function rootOf(reader: PdfReader): PdfRef {
  const root = reader.trailer.get('Root');
  if (!(root instanceof PdfRef)) throw new TypeError('A readable file has a catalogue.');
  return root;
}
