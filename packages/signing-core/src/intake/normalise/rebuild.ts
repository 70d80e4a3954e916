import { PDFDocument, PDFRef } from 'pdf-lib';
import { SigningError } from '../../errors.js';
import { damaged } from '../../pdf/damaged.js';
import { isName, PdfRef, type PdfValue } from '../../pdf/objects.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { refuseCostlyDigits } from './costly-digits.js';
import { refuseImpossibleTables } from './impossible-tables.js';

/** Takes off encryption that opens without a password. Throws `pdf-encrypted`, `pdf-damaged`. */
export async function decrypt(reader: PdfReader): Promise<PdfReader> {
  const encryption = reader.dictAt(reader.trailer, 'Encrypt');
  if (!encryption || !isName(reader.resolve(encryption.get('Filter')), 'Standard')) {
    throw new SigningError(
      'pdf-encrypted',
      'This PDF is locked for the holders of certain certificates. Ask its author for an unprotected copy.',
    );
  }
  try {
    return await saveAnew(reader.bytes, reader.trailer.get('Info'));
  } catch (cause) {
    if (cause instanceof SigningError) throw cause;
    throw new SigningError(
      'pdf-encrypted',
      'This PDF needs a password to open. Save a copy without the password and upload that.',
      { cause },
    );
  }
}

/** Puts a damaged file together again from the objects it still holds. Throws `pdf-damaged`. */
export async function repair(bytes: Uint8Array): Promise<PdfReader> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const endAt = view.lastIndexOf('startxref');
  // Half a file can be put together too, as half a contract: its end must be there.
  const isWhole = endAt > view.lastIndexOf('endobj') && (view.includes('trailer') || view.includes('/XRef'));
  if (!isWhole) throw damaged('its end is missing');
  refuseCostlyDigits(bytes);
  try {
    // pdf-lib looks for objects by itself, but gives up over an offset of the table that is no number.
    return await saveAnew(Buffer.concat([view.subarray(0, endAt), Buffer.from('startxref\n0\n%%EOF\n')]));
  } catch (cause) {
    throw damaged('its parts cannot be put together again', cause);
  }
}

async function saveAnew(bytes: Uint8Array, info?: PdfValue): Promise<PdfReader> {
  refuseImpossibleTables(bytes);
  const document = await PDFDocument.load(bytes, { password: '', updateMetadata: false });
  // Of two trailers, pdf-lib keeps the one that names no title and author.
  if (info instanceof PdfRef)
    document.context.trailerInfo.Info = PDFRef.of(info.objectNumber, info.generation);
  return new PdfReader(await document.save({ useObjectStreams: false, updateFieldAppearances: false }));
}
