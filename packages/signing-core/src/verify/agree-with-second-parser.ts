import { SigningError } from '../errors.js';
import { walkPages } from '../pdf/page-tree.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { latin1 } from '../runtime/bytes.js';
import type { VerificationReport } from './report.js';
import { readWithSecondParser } from './second-parser.js';

/**
 * Makes sure an independent parser sees the same pages and the same outermost signature as `report` does.
 * Ask before a sealed file counts. Throws `seal-self-check-failed`.
 */
export async function assertSecondParserAgrees(
  sealed: Uint8Array,
  report: VerificationReport,
): Promise<void> {
  const ours = report.signatures.find((signature) => signature.coverage === 'whole-file');
  const second = await readWithSecondParser(sealed).catch((cause: unknown) => {
    throw disagreement(cause);
  });
  const pageCount = [...walkPages(new PdfReader(sealed))].length;
  const sameRange = String(second.outermostByteRange) === String(ours?.byteRange);
  const [, gapStart = 0, gapEnd = 0] = ours?.byteRange ?? [];
  const gap = latin1(sealed.subarray(gapStart + 1, gapEnd - 1));
  if (!ours || !sameRange || second.pageCount !== pageCount || second.outermostContentsHex !== gap) {
    throw disagreement();
  }
}

function disagreement(cause?: unknown): SigningError {
  return new SigningError(
    'seal-self-check-failed',
    'A second PDF reader does not see the seal the way it was made.',
    { cause },
  );
}
