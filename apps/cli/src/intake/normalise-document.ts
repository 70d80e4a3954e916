import { readPdf } from '../seal/input-file.js';
import { checkOutput, writeOutput } from '../seal/output-file.js';
import { printable } from '../terminal/printable.js';
import { type IntakeRecord, toRecord } from './intake-record.js';
import type { Intake } from './with-intake-sandbox.js';

/**
 * Writes what an upload of IN would freeze: whole, or, when IN is refused, not at all.
 *
 * @throws CliError `output-is-input`, `output-unusable`, `file-unreadable` with exit code 64; `output-unwritable`.
 */
export async function normaliseDocument(
  paths: { input: string; output: string },
  intake: Intake,
): Promise<IntakeRecord> {
  checkOutput(paths.input, paths.output);
  const { report, frozen } = await intake.takeIn(await readPdf(paths.input), {
    calledPdf: /[.]pdf$/i.test(paths.input),
  });
  if (frozen) writeOutput(paths.output, frozen);
  return toRecord(paths.input, report);
}

/** What was written and how it differs from the upload. */
export function describeNormalised(output: string, record: IntakeRecord): string[] {
  const isSame = record.frozenSha256 === record.sha256;
  return [
    isSame
      ? `${output} holds the same bytes as ${record.file}: nothing had to be changed.`
      : `Wrote ${record.file} as ${output}.`,
    ...record.reasons.map(({ code, sentence }) => `  ! ${sentence} [${code}]`),
    `  sha256  ${record.sha256}${isSame ? '' : ` of ${record.file}`}`,
    ...(isSame ? [] : [`          ${record.frozenSha256} of ${output}`]),
  ].map(printable);
}
