import { readCertificateFacts } from './certificate-facts.js';
import type { JudgedDocumentTimestamp } from './document-timestamps.js';
import type { FileContext } from './file-context.js';
import { type Judgement, judgeSignature, NOTHING_JUDGED } from './judge-signature.js';
import type { JudgedToken } from './judge-token.js';
import type { ModificationReport } from './modifications/index.js';
import { toProvenTime } from './proven-time.js';
import type { ReadSignature } from './read-signature.js';
import type { SignatureReport } from './report.js';

/**
 * Everything there is to say about one signature or document timestamp. Its checks go to its own list. `strict`: a
 * forbidden change is a failure, not a warning.
 */
export async function reportSignature(
  read: ReadSignature,
  documentTimestamps: readonly JudgedDocumentTimestamp[],
  context: FileContext,
  strict: boolean,
): Promise<SignatureReport> {
  const { field, format, claims, coverage, signed } = read;
  const own = documentTimestamps.find(({ signature }) => signature === read);
  const judgement = await judge(read, own?.token, documentTimestamps, context);
  return {
    fieldName: field.fieldName,
    subFilter: format?.subFilter ?? '',
    kind: format?.kind ?? 'signature',
    ...claims,
    coverage,
    integrity: own?.token.integrity ?? read.integrity,
    ...judgement,
    ...describeModifications(read, context, strict),
    byteRange: signed?.byteRange ?? null,
  };
}

async function judge(
  read: ReadSignature,
  token: JudgedToken | undefined,
  documentTimestamps: readonly JudgedDocumentTimestamp[],
  context: FileContext,
): Promise<Judgement> {
  try {
    if (token) return await describeTimestamp(token);
    if (read.cms) return await judgeSignature(read, read.cms, documentTimestamps, context);
    return read.integrity === 'unsupported'
      ? { ...NOTHING_JUDGED, certificate: 'untrusted' }
      : NOTHING_JUDGED;
  } catch {
    // Whatever a parser trips over in a hostile certificate is one answer: not a signature.
    read.list.expect('certificate', false, '', 'The certificate of the signature cannot be read.');
    return NOTHING_JUDGED;
  }
}

async function describeTimestamp(token: JudgedToken): Promise<Judgement> {
  const { signerCertificateDer, certificate, revocation, findings, time } = token;
  const facts = signerCertificateDer ? await readCertificateFacts(signerCertificateDer) : {};
  return {
    ...NOTHING_JUDGED,
    ...facts,
    certificate,
    revocation,
    findings,
    provenTime: toProvenTime(token, 'document-timestamp'),
    judgedAt: time,
  };
}

type Changes = Pick<SignatureReport, 'modifications' | 'modificationDetails' | 'docMdp' | 'fieldMdp'>;

function describeModifications(
  { signed, signedEnd, list }: ReadSignature,
  { changes }: FileContext,
  strict: boolean,
): Changes {
  if (!signed) return { modifications: 'forbidden', modificationDetails: [], docMdp: null, fieldMdp: null };
  const report = changes.after(signedEnd);
  const [forbidden] = report.changes.filter(({ permitted }) => !permitted);
  const detail = forbidden?.sentence ?? 'Later revisions changed what was signed.';
  if (report.state === 'forbidden' && !strict) list.warn('modifications', detail);
  else if (report.state !== 'none')
    list.expect(
      'modifications',
      report.state === 'permitted',
      'Later revisions changed nothing that was signed.',
      detail,
    );
  return {
    modifications: report.state,
    modificationDetails: report.changes.map(({ sentence }) => sentence),
    ...describeRules(report),
  };
}

const describeRules = ({ docMdp, fieldMdp }: ModificationReport): Pick<Changes, 'docMdp' | 'fieldMdp'> => ({
  docMdp: docMdp.permission === null ? null : { permission: docMdp.permission, obeyed: docMdp.obeyed },
  fieldMdp: fieldMdp.locks.length === 0 ? null : fieldMdp,
});
