import { SigningError } from '../../errors.js';
import { loadFonts } from '../../fonts/index.js';
import { takeIn } from '../../intake/take-in.js';
import { rehearse } from '../../intake/rehearsal/rehearse.js';
import type { PdfReport } from '../../intake/report.js';
import { PdfRef } from '../../pdf/objects.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { verifyPdf } from '../../verify/verify-pdf.js';
import { findActiveContent } from '../find-active-content.js';

/** What intake says when an error of ours came to it, not an answer. */
const UNFORESEEN = /^This PDF cannot be read[.] Open it/;

/** Gives a file to reader, inspector, rehearsal and verifier; answers what they did that they must not. Null when nothing. */
export async function judgeAnswer(bytes: Uint8Array): Promise<string | null> {
  try {
    readEverything(bytes);
    await verifyPdf(bytes, { trustedRootsPem: [] });
    const { report, frozen } = await takeIn(bytes);
    return faultOfReport(report) ?? (frozen ? await faultOfFrozen(frozen, report) : null);
  } catch (error) {
    return `threw ${error instanceof Error ? error.stack : String(error)}`;
  }
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
