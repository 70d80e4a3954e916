import { checkTimestampToken, type ImprintOf } from '../timestamp/check-token.js';
import type { TimestampFinding } from '../timestamp/finding.js';
import { type ParsedCertificate, parseCertificate } from '../x509/certificate.js';
import { checkRevocation } from '../x509/check-revocation.js';
import type { RevocationResult } from '../x509/revocation-status.js';
import type { ValidationData } from '../x509/validation-data.js';
import { commonNameOf } from './certificate-facts.js';
import type { PolicyFinding, SignatureReport } from './report.js';

/**
 * Reasons after which what was stamped before stays good (RFC 3161 § 4 no. 1), in the words of `x509/`. No reason
 * given reads like `unspecified` there, and must count as the worst.
 */
const HARMLESS_REASONS = new Set(['affiliation changed', 'superseded', 'cessation of operation']);

export interface TokenTrust {
  readonly roots: readonly ParsedCertificate[];
  readonly data: ValidationData;
  /** A time at which the token is proven to exist, or the present; null: its own time. */
  readonly at: Date | null;
}

/** `proof`: somebody trusted vouches for the time. `no-proof`: nobody known does. `wrong`: it is a lie or broken. */
export interface JudgedToken {
  readonly verdict: 'proof' | 'no-proof' | 'wrong';
  readonly detail: string;
  readonly time: Date | null;
  readonly integrity: SignatureReport['integrity'];
  readonly certificate: SignatureReport['certificate'];
  readonly revocation: SignatureReport['revocation'];
  readonly signerCertificateDer: Uint8Array | null;
  readonly authorityCommonName: string;
  readonly findings: readonly PolicyFinding[];
}

/** One RFC 3161 token over the imprint it should be about. */
export async function judgeToken(
  der: Uint8Array,
  imprintOf: ImprintOf,
  trust: TokenTrust,
): Promise<JudgedToken> {
  const finding = await checkTimestampToken(der, imprintOf, {
    roots: trust.roots,
    otherCertificatesDer: trust.data.certificatesDer,
    ...(trust.at ? { at: trust.at } : {}),
  });
  const { statement } = finding;
  const about = {
    time: statement?.time ?? null,
    signerCertificateDer: statement?.signerCertificateDer ?? null,
    authorityCommonName: statement ? nameOf(statement.signerCertificateDer) : 'unknown authority',
  };
  if (finding.integrity === 'broken') return { ...about, ...describeBroken(finding) };
  return { ...about, integrity: 'intact', ...(await judgeAuthority(finding, trust)) };
}

type Judgement = Pick<JudgedToken, 'verdict' | 'detail' | 'certificate' | 'revocation' | 'findings'>;

function describeBroken({
  code,
  detail,
}: Extract<TimestampFinding, { integrity: 'broken' }>): Judgement & Pick<JudgedToken, 'integrity'> {
  const open = code === 'unsupported-algorithm';
  return {
    verdict: open ? 'no-proof' : 'wrong',
    integrity: open ? 'unsupported' : 'broken',
    certificate: open ? 'untrusted' : 'invalid',
    revocation: 'not-checked',
    detail,
    findings: [],
  };
}

async function judgeAuthority(
  finding: Extract<TimestampFinding, { integrity: 'intact' }>,
  { data, at }: TokenTrust,
): Promise<Judgement> {
  const { path, statement, findings: own } = finding;
  const base = {
    certificate: path.state,
    revocation: 'not-checked',
    detail: path.detail,
    findings: own,
  } as const;
  if (path.state === 'untrusted') return { ...base, verdict: 'no-proof' };
  if (path.state === 'invalid') {
    // An authority that has ended is only old; one that was never allowed to give the time lies.
    const old = path.code === 'expired' || path.code === 'not-yet-valid';
    return { ...base, verdict: old ? 'no-proof' : 'wrong' };
  }
  const revocation = await checkRevocation(path.path, data, at ?? statement.time);
  const disowned = isDisowned(revocation, statement.time, at !== null);
  const findings = [...own, ...path.findings];
  if (disowned) {
    const detail = 'The certificate of the timestamp authority was revoked.';
    return { verdict: 'no-proof', certificate: 'trusted', revocation: 'revoked', detail, findings };
  }
  const state = revocation.state === 'good' ? 'good' : 'not-checked';
  // With SHA-1 the same token can be made to fit another document.
  const weak = own.some(({ code }) => code === 'weak-digest');
  const detail = weak
    ? 'The timestamp was made with SHA-1 and proves nothing any more.'
    : 'The timestamp leads to a trusted root.';
  return {
    verdict: weak ? 'no-proof' : 'proof',
    certificate: 'trusted',
    revocation: state,
    detail,
    findings,
  };
}

/** `known`: the token is proven to have existed when it was judged, so that what came later does not matter. */
const isDisowned = ({ certificates }: RevocationResult, stampedAt: Date, known: boolean): boolean =>
  certificates.some(({ status }) => {
    if (status.state === 'revoked')
      return status.revokedAt <= stampedAt || !HARMLESS_REASONS.has(status.reason);
    return !known && status.state === 'good' && status.revokedLater !== undefined
      ? !HARMLESS_REASONS.has(status.revokedLater.reason)
      : false;
  });

function nameOf(certificateDer: Uint8Array): string {
  const certificate = parseCertificate(certificateDer);
  return commonNameOf(certificate) ?? certificate.displayName;
}
