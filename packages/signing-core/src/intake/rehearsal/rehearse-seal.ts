import { SigningError } from '../../errors.js';
import type { FontSet } from '../../fonts/font-set.js';
import { createEphemeralSigner } from '../../keys/ephemeral-signer.js';
import { drawMarks } from '../../pdf/draw-marks.js';
import type { FieldMark } from '../../pdf/marks.js';
import { sealPdf } from '../../seal/seal-pdf.js';
import { assertSecondParserAgrees } from '../../verify/agree-with-second-parser.js';
import type { VerificationReport } from '../../verify/report.js';
import { verifyPdf } from '../../verify/verify-pdf.js';

/** Between the dates of the ephemeral certificate; a rehearsal needs no clock. */
const REHEARSED_AT = new Date('2030-01-01T00:00:00Z');

/** Fills in and seals with a key nobody trusts, and verifies. Throws what goes wrong. */
export async function rehearseSeal(
  frozen: Uint8Array,
  marks: readonly FieldMark[],
  fonts: FontSet,
): Promise<Uint8Array> {
  const signer = await createEphemeralSigner();
  const filled = await drawMarks(frozen, marks, fonts);
  const about = { name: 'Rehearsal', reason: 'Rehearsal', signedAt: REHEARSED_AT };
  const sealed = await sealPdf(filled, about, signer);
  const report = await verifyPdf(sealed, {
    trustedRootsPem: [signer.trustedRootPem],
    expectedPrefix: frozen,
    at: REHEARSED_AT,
    earlierSignatures: 'may-be-overtaken',
  });
  if (report.verdict !== 'valid') throw new SigningError('seal-self-check-failed', whatIsWrong(report));
  await assertSecondParserAgrees(sealed, report);
  return sealed;
}

/** An open question keeps a file from being valid as a failed check does. */
function whatIsWrong({ verdict, checks }: VerificationReport): string {
  const told = checks.find(({ state }) => state === 'fail') ?? checks.find(({ state }) => state !== 'pass');
  return told?.detail ?? `The rehearsed seal is ${verdict}.`;
}
