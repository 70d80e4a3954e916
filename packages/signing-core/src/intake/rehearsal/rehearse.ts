import { SigningError } from '../../errors.js';
import type { FontSet } from '../../fonts/font-set.js';
import { createEphemeralSigner } from '../../keys/ephemeral-signer.js';
import { drawMarks } from '../../pdf/draw-marks.js';
import type { FieldMark, MarkContent } from '../../pdf/marks.js';
import { walkPages } from '../../pdf/page-tree.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { sealPdf } from '../../seal/seal-pdf.js';
import { assertSecondParserAgrees } from '../../verify/agree-with-second-parser.js';
import { verifyPdf } from '../../verify/verify-pdf.js';

/** Between the dates of the ephemeral certificate; a rehearsal needs no clock. */
const REHEARSED_AT = new Date('2030-01-01T00:00:00Z');

/** One of each kind of field, side by side. */
const SAMPLES: readonly MarkContent[] = [
  { kind: 'text', text: 'Rehearsal' },
  { kind: 'checkbox', checked: true },
  { kind: 'typed-signature', text: 'Rehearsal', caption: 'Rehearsal' },
  { kind: 'drawn-signature', strokes: [[0.1, 0.6, 0.4, 0.2, 0.9, 0.7]], aspect: 3 },
];

/**
 * Fills in, seals and verifies a copy with a key nobody trusts, so that a document which could not be sealed
 * is refused before anyone is invited. Throws `pdf-cannot-be-sealed` with the reason as `cause`.
 */
export async function rehearse(bytes: Uint8Array, fonts: FontSet): Promise<void> {
  try {
    const signer = await createEphemeralSigner();
    const filled = await drawMarks(bytes, sampleMarks(bytes), fonts);
    const sealed = await sealPdf(
      filled,
      { name: 'Rehearsal', reason: 'Rehearsal', signedAt: REHEARSED_AT },
      signer,
    );
    const report = await verifyPdf(sealed, {
      trustedRootsPem: [signer.trustedRootPem],
      expectedPrefix: bytes,
      at: REHEARSED_AT,
      earlierSignatures: 'may-be-overtaken',
    });
    if (report.verdict !== 'valid') {
      const failed = report.checks.find((check) => check.state === 'fail');
      throw new SigningError('seal-self-check-failed', failed?.detail ?? 'The rehearsed seal is not valid.');
    }
    await assertSecondParserAgrees(sealed, report);
  } catch (cause) {
    throw new SigningError(
      'pdf-cannot-be-sealed',
      'This PDF can be read but not sealed. Print it to a new PDF and use that copy.',
      { cause },
    );
  }
}

function sampleMarks(bytes: Uint8Array): FieldMark[] {
  const lastIndex = [...walkPages(new PdfReader(bytes))].length - 1;
  return [...new Set([0, lastIndex])].flatMap((pageIndex) =>
    SAMPLES.map((content, index) => ({
      fieldId: `rehearsal-${pageIndex}-${index}`,
      pageIndex,
      box: { x: 0.1, y: 0.1 + index * 0.2, width: 0.4, height: 0.1 },
      content,
    })),
  );
}
