import { SigningError } from '../../errors.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

/**
 * Objects that are read, compared, rehearsed and verified within the time and the memory a file has: tagged documents of
 * hundreds of pages have tens of thousands.
 */
export const MAX_OBJECTS = 150_000;

/** Told by the table of contents, before any of them is read. Throws `pdf-too-complex`. */
export function refuseTooManyObjects({ crossReference }: PdfReader): void {
  const { entries } = crossReference;
  if (entries.size <= MAX_OBJECTS) return;
  let used = 0;
  for (const { kind } of entries.values()) if (kind !== 'free') used += 1;
  if (used > MAX_OBJECTS) throw tooManyObjects();
}

export function tooManyObjects(): SigningError {
  const most = MAX_OBJECTS.toLocaleString('en');
  return new SigningError(
    'pdf-too-complex',
    `This PDF is made of more than ${most} parts, far more than a document needs. Print it to a new PDF and use that copy.`,
  );
}
