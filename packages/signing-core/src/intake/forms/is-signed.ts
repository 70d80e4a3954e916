import { SigningError } from '../../errors.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { listSignatureFields } from '../../pdf/signature-fields.js';
import { walkDictionaries } from '../walk-objects.js';

/**
 * Whether a signature is in the file: then nothing of it may be written again. Where the form's list of fields goes in a
 * circle, anything that covers a range of bytes counts as one.
 */
export function isSigned(reader: PdfReader): boolean {
  try {
    return listSignatureFields(reader).some(({ value }) => value !== null);
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    for (const entries of walkDictionaries(reader)) if (entries.has('ByteRange')) return true;
    return false;
  }
}
