import { PDFDocument, PDFRef } from 'pdf-lib';
import { SigningError } from '../../errors.js';
import { damaged } from '../../pdf/damaged.js';
import { isName, PdfRef, PdfStream, type PdfValue } from '../../pdf/objects.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { recoverCrossReference } from '../../pdf/recover-cross-reference.js';
import { refuseCostlyDigits } from './costly-digits.js';
import { DocumentCopy } from './document-copy.js';
import { refuseImpossibleTables } from './impossible-tables.js';
import { MendedPageTree } from './mend-page-tree.js';
import { leadsToTable } from './misplaced.js';
import { refillStream } from './refill-streams.js';
import { refuseTooManyObjects } from './too-many-objects.js';

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
    return await saveAnew(withIdentifier(reader), reader.trailer.get('Info'));
  } catch (cause) {
    if (cause instanceof SigningError) throw cause;
    throw new SigningError(
      'pdf-encrypted',
      'This PDF needs a password to open. Save a copy without the password and upload that.',
      { cause },
    );
  }
}

export interface Repaired {
  readonly reader: PdfReader;
  /** Pages that the file itself lists and does not have were left out. */
  readonly lacksPages: boolean;
}

/**
 * Puts a damaged file together again from what it still holds, in several ways, the surest first. Throws `pdf-damaged`
 * when the last of them fails too.
 *
 * @param opened the document by its own table of contents, without encryption; null when that cannot be followed.
 */
export async function* repair(bytes: Uint8Array, opened: PdfReader | null): AsyncGenerator<Repaired> {
  // Most programs find no document in it any more: what one of them finds is not what the others would have shown.
  if (!opened && !leadsToTable(bytes) && !Buffer.from(bytes).includes('trailer'))
    throw damaged('its table of contents is not where the file says');
  const byTable = opened && mend(opened, true);
  if (byTable) yield byTable;
  const found = recover(bytes);
  const byLooking = found && mend(found, false);
  if (byLooking) yield byLooking;
  yield { reader: await repairByLibrary(bytes), lacksPages: false };
}

/** Null when there is no document in what can be found, or an encrypted one. */
function recover(bytes: Uint8Array): PdfReader | null {
  try {
    const reader = new PdfReader(bytes, recoverCrossReference(bytes));
    refuseTooManyObjects(reader);
    // What it names may be lost, and what is encrypted with it is then noise.
    return (reader.trailer.get('Encrypt') ?? null) === null ? reader : null;
  } catch (error) {
    if (error instanceof SigningError && error.code === 'pdf-too-complex') throw error;
    return null;
  }
}

/** Null when part of the document is not there. */
function mend(reader: PdfReader, leavesOutMissing: boolean): Repaired | null {
  try {
    const tree = new MendedPageTree(reader, leavesOutMissing);
    const copy = new DocumentCopy(
      reader,
      (value, { objectNumber }) => {
        const mended = tree.replaced.get(objectNumber) ?? value;
        return mended instanceof PdfStream ? refillStream(mended, reader) : mended;
      },
      tree.added,
    );
    return { reader: new PdfReader(copy.write()), lacksPages: tree.lacksPages };
  } catch (error) {
    if (error instanceof SigningError && error.code === 'pdf-damaged') return null;
    throw error;
  }
}

async function repairByLibrary(bytes: Uint8Array): Promise<PdfReader> {
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

/** An empty identifier for a file that has none: the key is then made without it, and pdf-lib wants to read one. */
function withIdentifier(reader: PdfReader): Uint8Array {
  const { bytes } = reader;
  if (reader.arrayAt(reader.trailer, 'ID')) return bytes;
  return Buffer.concat([bytes, Buffer.from('\nxref\n0 0\ntrailer\n<</ID [<> <>]>>\nstartxref\n0\n%%EOF\n')]);
}

async function saveAnew(bytes: Uint8Array, info?: PdfValue): Promise<PdfReader> {
  refuseImpossibleTables(bytes);
  const document = await PDFDocument.load(bytes, { password: '', updateMetadata: false });
  // Of two trailers, pdf-lib keeps the one that names no title and author.
  if (info instanceof PdfRef)
    document.context.trailerInfo.Info = PDFRef.of(info.objectNumber, info.generation);
  return new PdfReader(await document.save({ useObjectStreams: false, updateFieldAppearances: false }));
}
