import { PDFDocument } from 'pdf-lib';
import { SigningError } from '../errors.js';
import { isName } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';

/** Throws `pdf-permissions-locked` when the file opens without a password, else `pdf-encrypted`. */
export async function refuseEncryption(reader: PdfReader): Promise<void> {
  if (!reader.trailer.has('Encrypt')) return;
  const encryption = reader.dictAt(reader.trailer, 'Encrypt');
  const byPassword = encryption !== null && isName(reader.resolve(encryption.get('Filter')), 'Standard');
  if (byPassword && (await opensWithoutPassword(reader.bytes))) {
    throw new SigningError(
      'pdf-permissions-locked',
      'This PDF is protected against changes, so nobody can sign it. Print it to a new PDF, or ask its author for an unprotected copy.',
    );
  }
  throw new SigningError(
    'pdf-encrypted',
    'This PDF needs a password to open. Save a copy without the password and upload that.',
  );
}

async function opensWithoutPassword(bytes: Uint8Array): Promise<boolean> {
  try {
    await PDFDocument.load(bytes, { password: '', updateMetadata: false });
    return true;
  } catch {
    return false;
  }
}
