import { ATTRIBUTE_OID } from '../asn1/object-identifiers.js';
import type { ParsedCms } from '../cms/parse-signed-data.js';
import { readAdobeRevocationInfo } from './adobe-revocation-info.js';
import { findLevel } from './baseline-level.js';
import { findBaselineProblems } from './baseline-rules.js';
import { readCertificateFacts } from './certificate-facts.js';
import type { JudgedDocumentTimestamp } from './document-timestamps.js';
import { type FileContext, mergeValidationData } from './file-context.js';
import { type CertificateJudgement, judgeCertificate } from './judge-certificate.js';
import type { JudgedToken } from './judge-token.js';
import { findTimeProblems, findWeaknesses } from './policy-findings.js';
import { findProvenTime } from './proven-time.js';
import type { ReadSignature } from './read-signature.js';
import type { PolicyFinding, ProvenTime, SignatureReport } from './report.js';
import { judgeSignatureTimestamps } from './signature-timestamps.js';

/** What certificates and timestamps say about one signature, beside its own bytes. */
export type Judgement = Pick<
  SignatureReport,
  | 'certificate'
  | 'revocation'
  | 'signerCommonName'
  | 'fingerprintSha256Hex'
  | 'provenTime'
  | 'judgedAt'
  | 'judgedBy'
  | 'level'
  | 'findings'
>;

export const NOTHING_JUDGED: Judgement = {
  certificate: 'invalid',
  revocation: 'not-checked',
  signerCommonName: null,
  fingerprintSha256Hex: null,
  provenTime: null,
  judgedAt: null,
  judgedBy: null,
  level: null,
  findings: [],
};

/** Certificate, revocation, time, level and findings of a signature whose container could be read. */
export async function judgeSignature(
  read: ReadSignature,
  cms: ParsedCms,
  documentTimestamps: readonly JudgedDocumentTimestamp[],
  context: FileContext,
): Promise<Judgement> {
  const { provenTime, tokens } = await proveTime(read, cms, documentTimestamps, context);
  const when = chooseTime(provenTime, context.at, read.claims.claimedTime);
  const certificate = when.judgedAt ? await judgeAt(when.judgedAt, provenTime, cms, context) : null;
  reportCertificate(read, when, certificate);
  const baseline = await judgeBaseline(read, cms, tokens, documentTimestamps, context);
  return {
    ...(await readCertificateFacts(cms.signerCertificateDer)),
    ...when,
    provenTime,
    certificate: certificate?.path.state ?? 'untrusted',
    revocation: certificate?.revocation ?? 'not-checked',
    level: baseline.level,
    findings: [
      ...(read.format ? findWeaknesses(cms, read.format) : []),
      ...findTimeProblems(read.claims, provenTime),
      ...(certificate?.findings ?? []),
      ...baseline.findings,
    ],
  };
}

async function proveTime(
  read: ReadSignature,
  cms: ParsedCms,
  documentTimestamps: readonly JudgedDocumentTimestamp[],
  context: FileContext,
): Promise<{ provenTime: ProvenTime | null; tokens: JudgedToken[] }> {
  const later = findProvenTime([], documentTimestamps, read.signedEnd);
  const trust = { roots: context.roots, data: context.data, at: later?.time ?? context.at };
  const tokens = await judgeSignatureTimestamps(cms, trust, read.list);
  if (later && tokens.some(({ time }) => time && time > later.time)) {
    const detail = 'A timestamp of the signature claims a later time than the one that covers it.';
    read.list.expect('timestamp-order', false, '', detail);
  }
  return { provenTime: findProvenTime(tokens, documentTimestamps, read.signedEnd), tokens };
}

type When = Pick<SignatureReport, 'judgedAt' | 'judgedBy'>;

/** A proven time is the best there is; a claimed one counts only when nobody asks for another. */
function chooseTime(proven: ProvenTime | null, askedFor: Date | null, claimed: Date | null): When {
  if (proven) return { judgedAt: proven.time, judgedBy: 'proven-time' };
  if (askedFor) return { judgedAt: askedFor, judgedBy: 'time-asked-for' };
  return claimed ? { judgedAt: claimed, judgedBy: 'claimed-time' } : { judgedAt: null, judgedBy: null };
}

function judgeAt(
  at: Date,
  proven: ProvenTime | null,
  cms: ParsedCms,
  context: FileContext,
): Promise<CertificateJudgement> {
  const own = { certificatesDer: cms.certificatesDer, crlsDer: cms.crlsDer };
  const older = readAdobeRevocationInfo(cms.attributes.get(ATTRIBUTE_OID.adobeRevocationInfo)?.[0]);
  return judgeCertificate({
    certificateDer: cms.signerCertificateDer,
    purpose: 'document-signing',
    roots: context.roots,
    data: mergeValidationData(own, older, context.data),
    at,
    proven: proven !== null,
  });
}

const ORIGIN = {
  'proven-time': 'judged at the time a timestamp proves',
  'time-asked-for': 'judged at the time asked for',
  'claimed-time': 'judged at the time the signature claims; no timestamp proves it',
} as const;

function reportCertificate(
  { list }: ReadSignature,
  { judgedBy }: When,
  certificate: CertificateJudgement | null,
): void {
  if (!certificate || !judgedBy) {
    list.warn('certificate', 'There is no time to judge the certificate at.');
    return;
  }
  const { path, revocation, revocationDetail } = certificate;
  if (path.state === 'untrusted') list.warn('certificate', path.detail);
  else
    list.expect('certificate', path.state === 'trusted', `${path.detail} (${ORIGIN[judgedBy]})`, path.detail);
  if (revocation === 'unknown') list.warn('revocation', revocationDetail);
  if (revocation === 'good' || revocation === 'revoked')
    list.expect('revocation', revocation === 'good', revocationDetail, revocationDetail);
}

async function judgeBaseline(
  read: ReadSignature,
  cms: ParsedCms,
  tokens: readonly JudgedToken[],
  documentTimestamps: readonly JudgedDocumentTimestamp[],
  context: FileContext,
): Promise<{ level: SignatureReport['level']; findings: PolicyFinding[] }> {
  if (!read.format?.cades || read.integrity !== 'intact') return { level: null, findings: [] };
  const problems = findBaselineProblems(read, cms, context.reader);
  if (problems.length > 0)
    return { level: null, findings: problems.map((detail) => ({ code: 'not-baseline', detail })) };
  return { level: await findLevel(read, cms, tokens, documentTimestamps, context), findings: [] };
}
