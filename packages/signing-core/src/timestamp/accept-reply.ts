import { OID } from '../asn1/object-identifiers.js';
import { SigningError } from '../errors.js';
import type { ParsedCertificate } from '../x509/certificate.js';
import type { TimestampAuthority } from './authority.js';
import { checkTimestampToken } from './check-token.js';
import type { TimestampStatement } from './finding.js';
import { parseResponse } from './parse-response.js';
import type { TimestampImprint, TimestampToken } from './token.js';

export interface AcceptOptions {
  readonly roots: readonly ParsedCertificate[];
  readonly otherCertificatesDer: readonly Uint8Array[];
  readonly now: () => Date;
  readonly maxSkewMs: number;
}

/** What was asked of whom. */
export interface TimestampQuestion {
  readonly authority: TimestampAuthority;
  readonly imprint: TimestampImprint;
  readonly nonceHex: string;
}

/** Large authorities send some kilobytes of certificates; more is not a timestamp. */
const MAX_REPLY_BYTES = 128 * 1024;

/** The token of a reply after every check of RFC 3161 § 2.2. Throws `timestamp-invalid` or `timestamp-unavailable`. */
export async function acceptReply(
  replyDer: Uint8Array,
  question: TimestampQuestion,
  options: AcceptOptions,
): Promise<TimestampToken> {
  if (replyDer.length > MAX_REPLY_BYTES) throw invalid('Its reply is too large to be a timestamp.');
  const der = new Uint8Array(parseResponse(replyDer));
  const { imprint, authority } = question;
  const { roots, otherCertificatesDer } = options;
  const finding = await checkTimestampToken(der, () => imprint.digest, { roots, otherCertificatesDer });
  if (finding.integrity === 'broken') throw invalid(finding.detail);
  if (finding.findings[0]) throw invalid(finding.findings[0].detail);
  if (finding.path.state !== 'trusted') throw invalid(finding.path.detail);
  checkStatement(finding.statement, question, options);
  return {
    der,
    time: finding.statement.time,
    accuracyMs: finding.statement.accuracyMs,
    digestAlgorithm: imprint.digestAlgorithm,
    digest: imprint.digest,
    policyOid: finding.statement.policyOid,
    serialNumberHex: finding.statement.serialNumberHex,
    signerCertificateDer: finding.statement.signerCertificateDer,
    certificatesDer: finding.statement.certificatesDer,
    authorityName: authority.name,
  };
}

function checkStatement(
  statement: TimestampStatement,
  { imprint, authority, nonceHex }: TimestampQuestion,
  { now, maxSkewMs }: AcceptOptions,
): void {
  if (statement.imprintAlgorithmOid !== OID[imprint.digestAlgorithm])
    throw invalid('It stamped a digest of another algorithm.');
  // An old reply played back by somebody in between has another nonce.
  if (statement.nonceHex !== nonceHex) throw invalid('Its reply is not to our request.');
  if (authority.policyOid && statement.policyOid !== authority.policyOid)
    throw invalid('It stamped under another policy than the one asked for.');
  const offMs = Math.abs(statement.time.getTime() - now().getTime());
  if (offMs > maxSkewMs + (statement.accuracyMs ?? 0)) {
    const minutes = Math.round(offMs / 60_000);
    throw invalid(`Its clock and ours differ by ${minutes} minutes.`);
  }
}

const invalid = (message: string): SigningError => new SigningError('timestamp-invalid', message);
