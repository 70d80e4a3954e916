import { SigningError } from '../errors.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import { certificationLevel, listSignatureFields } from '../pdf/signature-fields.js';
import { ORDER_CHECK } from '../verify/check-cms.js';
import type { PolicyFindingCode, SignatureReport, VerificationCheck } from '../verify/report.js';
import { verifyPdf } from '../verify/verify-pdf.js';
import { describeSignatures } from './facts/describe-signatures.js';
import type { SignatureFact } from './facts/pdf-facts.js';
import type { IntakeReason } from './report.js';

/**
 * Throws `pdf-signature-forbids-changes`, `pdf-signature-broken`.
 *
 * @param tell gets what is known of each signature; also when the file is refused afterwards.
 */
export async function findSignatureWarnings(
  reader: PdfReader,
  tell: (signatures: readonly SignatureFact[]) => void,
): Promise<IntakeReason[]> {
  const fields = listSignatureFields(reader);
  if (!fields.some((field) => field.value)) return [];
  const { checks, signatures } = await verifyPdf(reader.bytes, { trustedRootsPem: [] });
  tell(describeSignatures(signatures));
  if (certificationLevel(reader, fields) === 1) {
    throw new SigningError(
      'pdf-signature-forbids-changes',
      'This PDF is certified with "no changes allowed": filling it in or sealing it would break that. Ask its author for an uncertified copy.',
    );
  }
  const isKept = signatures.every(isStillGood);
  // What was filled in after the last signature is covered by ours; the verifier alone must not say so of a finished file.
  const isForgiven = (id: string): boolean => (id === 'coverage' && isKept) || isAboutOrder(id);
  const failed = checks.find(({ id, state }) => state === 'fail' && !isForgiven(id));
  if (failed) {
    const changed = /(^|[.])(modifications|coverage)$/.test(failed.id);
    throw broken(
      changed
        ? 'This PDF was changed after it was signed'
        : 'A signature in this PDF does not match its content any more',
    );
  }
  return [{ code: 'pdf-already-signed', sentence: [KEPT, ...weaknessesOf(signatures, checks)].join(' ') }];
}

const isAboutOrder = (id: string): boolean => id.endsWith(`.${ORDER_CHECK}`);

const KEPT =
  'This PDF is already signed. Its signatures are kept byte for byte; readers will show that the document was filled in and sealed after them.';
const OLD_WAY =
  'A signature in it was made in an old way, which other programs may refuse; ask its author if you rely on it.';
const NOT_CHECKED =
  'A signature in it is of a kind that cannot be checked here; ask its author if you rely on it.';
const OLD_FINDINGS: readonly PolicyFindingCode[] = ['weak-digest', 'weak-key'];

function weaknessesOf(
  signatures: readonly SignatureReport[],
  checks: readonly VerificationCheck[],
): readonly string[] {
  const lacksOrder = checks.some(({ id, state }) => state !== 'pass' && isAboutOrder(id));
  const isOld = signatures.some(({ findings }) => findings.some(({ code }) => OLD_FINDINGS.includes(code)));
  const isUnchecked = signatures.some(({ integrity }) => integrity === 'unsupported');
  return [...(lacksOrder || isOld ? [OLD_WAY] : []), ...(isUnchecked ? [NOT_CHECKED] : [])];
}

const isStillGood = ({ integrity, coverage, modifications }: SignatureReport): boolean =>
  integrity === 'intact' && coverage !== 'broken' && modifications !== 'forbidden';

function broken(detail: string): SigningError {
  return new SigningError('pdf-signature-broken', `${detail}. Ask its author for the original.`);
}
