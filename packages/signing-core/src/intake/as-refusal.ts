import { SigningError } from '../errors.js';

/** A defect of ours that a file provokes is still an answer about the file, never a crash of the upload. */
export function asRefusal(error: unknown): SigningError {
  if (error instanceof SigningError) return error;
  if (isOutOfRoom(error)) {
    return new SigningError(
      'pdf-too-complex',
      'This PDF is too complex to read. Print it to a new PDF and use that copy.',
      { cause: error },
    );
  }
  return new SigningError(
    'pdf-damaged',
    'This PDF cannot be read. Open it in a PDF program, save it as a new PDF, and use that copy.',
    { cause: error },
  );
}

/** What the engine says when memory, a string or the stack cannot grow any more; PDFium ends itself then. */
function isOutOfRoom(error: unknown): boolean {
  if (error instanceof Error && error.name === 'RuntimeError' && /abort|memory/i.test(error.message))
    return true;
  return (
    error instanceof RangeError &&
    /allocat|call stack|Invalid (string|array|typed array) length/i.test(error.message)
  );
}
