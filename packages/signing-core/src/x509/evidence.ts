import type { ParsedCertificate } from './certificate.js';
import type { Revocation } from './revocation-reason.js';
import type { RevocationStatus } from './revocation-status.js';

/** Where one statement about a certificate comes from and how long it counts. */
export interface Statement {
  readonly source: 'crl' | 'ocsp';
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly revocation: Revocation | null;
  /** The source keeps certificates that have ended. */
  readonly remembersExpired: boolean;
}

/** When the certificate is judged, and by when evidence must have been made to count. */
export interface EvidenceTimes {
  readonly at: Date;
  readonly notLaterThan: Date | null;
}

/** Clocks of authorities and ours differ by this much without anybody lying. */
export const CLOCK_SKEW_MS = 5 * 60_000;
/** Without nextUpdate a statement is old after a day. */
const DEFAULT_LIFETIME_MS = 24 * 3_600_000;

/** An authentic statement, judged at a time: it settles the matter, or is `unknown` with the reason. */
export function judgeStatement(
  statement: Statement,
  certificate: ParsedCertificate,
  times: EvidenceTimes,
): RevocationStatus {
  const { revocation, source, thisUpdate, nextUpdate } = statement;
  if (times.notLaterThan && thisUpdate.getTime() > times.notLaterThan.getTime() + CLOCK_SKEW_MS)
    return unknown(source, 'is from the future');
  // A revocation stays true however old the list is.
  if (revocation && revocation.revokedAt <= times.at && !revocation.onHold)
    return revoked(statement, revocation);
  const staleReason = whyStale(statement, certificate, times.at);
  if (staleReason) return unknown(source, staleReason);
  if (revocation && revocation.revokedAt <= times.at) return revoked(statement, revocation);
  const good = { state: 'good', source, thisUpdate, nextUpdate } as const;
  if (!revocation) return { ...good, detail: 'It was not revoked at that time.' };
  const { revokedAt, reason } = revocation;
  const detail = `It was not revoked at that time; it was revoked later, at ${revokedAt.toISOString()}.`;
  return { ...good, revokedLater: { revokedAt, reason }, detail };
}

function whyStale(statement: Statement, certificate: ParsedCertificate, at: Date): string | null {
  const { thisUpdate, nextUpdate } = statement;
  const end = nextUpdate?.getTime() ?? thisUpdate.getTime() + DEFAULT_LIFETIME_MS;
  if (at.getTime() > end) return 'is too old';
  if (thisUpdate.getTime() + CLOCK_SKEW_MS < certificate.notBefore.getTime())
    return 'is older than the certificate';
  if (thisUpdate > certificate.notAfter && !statement.remembersExpired)
    return 'was made when the certificate had already ended, and may have forgotten it';
  return null;
}

function revoked({ source, thisUpdate }: Statement, revocation: Revocation): RevocationStatus {
  const { revokedAt, reason, onHold } = revocation;
  const detail = `It was revoked at ${revokedAt.toISOString()} (${reason}).`;
  return { state: 'revoked', source, thisUpdate, revokedAt, onHold, reason, detail };
}

export const unknown = (source: 'crl' | 'ocsp', why: string): RevocationStatus => ({
  state: 'unknown',
  detail: `${source === 'crl' ? 'A revocation list' : 'An OCSP answer'} ${why}.`,
});
