import { SigningError } from '../../errors.js';
import { loadFonts } from '../../fonts/index.js';
import { rehearse } from '../../intake/rehearsal/rehearse.js';
import type { PdfReport } from '../../intake/report.js';
import { takeIn } from '../../intake/take-in.js';
import type { IntakeTools } from '../../intake/taking.js';
import { PdfRef } from '../../pdf/objects.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { verifyPdf } from '../../verify/verify-pdf.js';
import { findActiveContent } from '../find-active-content.js';

/** What intake says when an error of ours came to it, not an answer. */
const UNFORESEEN = /^This PDF cannot be read[.] Open it/;

/** Drawing pages takes most of the time: of files without a form or a tag, one of so many goes through it. */
const WITH_TOOLS_EVERY = 4;
const FORM_OR_TAG = /\/(AcroForm|Widget|FT)\b|\{\s?\{/;

/** Gives a file to reader, inspector, rehearsal and verifier; answers what they did that they must not. Null when nothing. */
export async function judgeAnswer(bytes: Uint8Array, startTools: () => IntakeTools): Promise<string | null> {
  try {
    readEverything(bytes);
    await verifyPdf(bytes, { trustedRootsPem: [] });
    const { report, frozen } = await takeIn(bytes);
    const fault = faultOfReport(report) ?? (frozen ? await faultOfFrozen(frozen, report) : null);
    return fault ?? (needsTools(bytes) ? await faultWithTools(bytes, startTools()) : null);
  } catch (error) {
    return `threw ${error instanceof Error ? error.stack : String(error)}`;
  }
}

/** Forms are flattened and tags taken out with tools only. */
function needsTools(bytes: Uint8Array): boolean {
  return bytes.length % WITH_TOOLS_EVERY === 0 || FORM_OR_TAG.test(Buffer.from(bytes).toString('latin1'));
}

/** Forms, tags, the second reader and the rehearsal, as an upload goes through them. */
async function faultWithTools(bytes: Uint8Array, tools: IntakeTools): Promise<string | null> {
  const { report, frozen } = await takeIn(bytes, {}, tools);
  const isSigned = report.reasons.some(({ code }) => code === 'pdf-already-signed');
  const fault = faultOfReport(report);
  if (fault !== null || !frozen) return fault;
  const [active] = isSigned ? [] : findActiveContent(frozen);
  if (active !== undefined) return `froze active content: ${active}`;
  const again = await takeIn(frozen, {}, tools);
  return again.frozen === frozen
    ? null
    : `froze what would be changed again: ${again.report.reasons[0]?.code}`;
}

function readEverything(bytes: Uint8Array): void {
  asLongAsDamaged(() => {
    const reader = new PdfReader(bytes);
    for (const objectNumber of reader.crossReference.entries.keys())
      asLongAsDamaged(() => void reader.resolve(new PdfRef(objectNumber, 0)));
  });
}

function asLongAsDamaged(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
  }
}

function faultOfReport({ reasons, verdict, code }: PdfReport): string | null {
  if ((verdict === 'reject') !== (code !== null)) return `${verdict} with code ${code}`;
  for (const { sentence } of reasons) {
    if (!/^[A-Z].*[.]$/.test(sentence)) return `says ${JSON.stringify(sentence)}`;
    if (UNFORESEEN.test(sentence)) return 'met an error that nobody foresaw';
  }
  return null;
}

async function faultOfFrozen(frozen: Uint8Array, report: PdfReport): Promise<string | null> {
  const again = await takeIn(frozen);
  if (again.frozen !== frozen) return `froze what would be changed again: ${again.report.reasons[0]?.code}`;
  if (again.report.pages.length !== report.pages.length) return 'froze other pages';
  if (!report.reasons.some(({ code }) => code === 'pdf-already-signed')) {
    const [active] = findActiveContent(frozen);
    if (active !== undefined) return `froze active content: ${active}`;
  }
  return await rehearse(frozen, loadFonts()).then(
    () => null,
    (error: unknown) =>
      error instanceof SigningError && error.code === 'pdf-cannot-be-sealed'
        ? null
        : `rehearsed ${String(error)}`,
  );
}
