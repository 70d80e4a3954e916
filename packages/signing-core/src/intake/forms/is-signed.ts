import type { PdfReader } from '../../pdf/pdf-reader.js';
import { listSignatureFields } from '../../pdf/signature-fields.js';

/** Whether a signature is in the file: then nothing of it may be written again. */
export const isSigned = (reader: PdfReader): boolean =>
  listSignatureFields(reader).some(({ value }) => value !== null);
