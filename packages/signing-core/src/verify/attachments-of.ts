import { type EmbeddedFile, readEmbeddedFiles } from '../pdf/embedded-files.js';
import { PdfReader } from '../pdf/pdf-reader.js';

/** Room for a record of a hundred thousand events with its proofs. */
const MAX_ATTACHED_BYTES = 128 * 1024 * 1024;

/**
 * The files attached to a PDF, or to the revision of it that ends at `signedEnd`: what was attached when it was signed,
 * whatever came later. Throws SigningError `pdf-damaged`, also where two readers could see two different files, and
 * `pdf-too-complex`.
 */
export function attachmentsOf(pdf: Uint8Array, signedEnd: number = pdf.length): EmbeddedFile[] {
  return readEmbeddedFiles(new PdfReader(pdf.subarray(0, signedEnd)), MAX_ATTACHED_BYTES);
}
