import { SigningError } from '../errors.js';

/** `detail` completes "This PDF is damaged: …" and names no content of the document. */
export function damaged(detail: string, cause?: unknown): SigningError {
  return new SigningError(
    'pdf-damaged',
    `This PDF is damaged: ${detail}. Open it in a PDF program, save it as a new PDF, and use that copy.`,
    { cause },
  );
}
