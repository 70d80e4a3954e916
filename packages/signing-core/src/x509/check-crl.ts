import { type ParsedCertificate, sameCertificate } from './certificate.js';
import { outsideScope, remembersExpired } from './crl-scope.js';
import { sameName } from './distinguished-name.js';
import { type EvidenceTimes, judgeStatement, unknown } from './evidence.js';
import type { ParsedCrl } from './parse-crl.js';
import { suitsPurpose } from './purpose-rules.js';
import type { RevocationStatus } from './revocation-status.js';
import { validatePath } from './validate-path.js';
import { verifyValue } from './verify-value.js';

/** The certificate asked about, its issuer in the path, the path's root, and whatever else was given. */
export interface CrlQuestion {
  readonly certificate: ParsedCertificate;
  readonly issuer: ParsedCertificate;
  readonly root: ParsedCertificate;
  readonly pool: readonly ParsedCertificate[];
  readonly times: EvidenceTimes;
}

/** Other certificates of the same authority that are tried on a list. */
const MAX_OTHER_SIGNERS = 4;

/** What one list says (RFC 5280 § 6.3); null when it is another authority's. */
export async function judgeByCrl(crl: ParsedCrl, question: CrlQuestion): Promise<RevocationStatus | null> {
  const { certificate, issuer, times } = question;
  if (!sameName(crl.issuer, issuer.subject)) return null;
  const scopeProblem = outsideScope(crl, certificate);
  if (scopeProblem) return unknown('crl', scopeProblem);
  if (!(await isSignedByAuthority(crl, question))) return unknown('crl', 'is not signed by its authority');
  const statement = {
    source: 'crl',
    thisUpdate: crl.thisUpdate,
    nextUpdate: crl.nextUpdate,
    revocation: crl.find(certificate.serialNumberHex),
    remembersExpired: remembersExpired(crl, certificate),
  } as const;
  return judgeStatement(statement, certificate, times);
}

/** By the issuer's own key, or (after a change of keys) by another one that the same root vouches for. */
async function isSignedByAuthority(crl: ParsedCrl, question: CrlQuestion): Promise<boolean> {
  const { issuer, root, pool, certificate } = question;
  if (suitsPurpose(issuer, 'crl') === null && (await isSignedBy(crl, issuer))) return true;
  const others = pool.filter(
    (other) =>
      sameName(other.subject, crl.issuer) &&
      !sameCertificate(other, issuer) &&
      // Nobody vouches for himself (a self-issued certificate that signs the list it is missing from).
      !sameCertificate(other, certificate),
  );
  for (const other of others.slice(0, MAX_OTHER_SIGNERS)) {
    if (!(await isSignedBy(crl, other))) continue;
    const poolDer = pool.map(({ der }) => der);
    const { state } = await validatePath(other.der, poolDer, [root], crl.thisUpdate, 'crl');
    if (state === 'trusted') return true;
  }
  return false;
}

async function isSignedBy(crl: ParsedCrl, signer: ParsedCertificate): Promise<boolean> {
  const verdict = await verifyValue({
    data: crl.tbsDer,
    signature: crl.signature,
    algorithmDer: crl.signatureAlgorithmDer,
    spkiDer: signer.spkiDer,
  });
  return verdict === 'good';
}
