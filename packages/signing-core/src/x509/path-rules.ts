import { X509_OID } from '../asn1/object-identifiers.js';
import { type ParsedCertificate, quoteCertificate } from './certificate.js';
import { requiresExplicitPolicy } from './certificate-extensions.js';
import { respectsNameConstraints } from './name-constraints.js';
import type { PathFinding, PathProblemCode, PathPurpose } from './path-result.js';
import { readPublicKey } from './public-key.js';
import { KEY_CERT_SIGN, suitsBelow, suitsPurpose } from './purpose-rules.js';
import { readSignatureMethod } from './signature-algorithm.js';

export interface PathProblem {
  readonly code: PathProblemCode;
  readonly detail: string;
}

/** Extensions whose meaning is applied here or cannot widen trust; any other critical one ends the path (RFC 5280 § 4.2). */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  X509_OID.subjectKeyIdentifier,
  X509_OID.keyUsage,
  X509_OID.subjectAltName,
  X509_OID.basicConstraints,
  X509_OID.nameConstraints,
  X509_OID.crlDistributionPoints,
  X509_OID.certificatePolicies,
  X509_OID.authorityKeyIdentifier,
  X509_OID.extendedKeyUsage,
  // Without a demand for a policy these three change nothing (RFC 5280 § 6.1.3 f); the demand itself is refused below.
  X509_OID.policyMappings,
  X509_OID.policyConstraints,
  X509_OID.inhibitAnyPolicy,
]);

const RECOMMENDED_RSA_BITS = 2048;

/** The first rule a complete path breaks, leaf first; null for none. Its signatures were checked while it was built. */
export function findPathProblem(
  path: readonly ParsedCertificate[],
  at: Date,
  purpose: PathPurpose,
): PathProblem | null {
  for (const [index, certificate] of path.entries()) {
    try {
      const problem =
        findOwnProblem(certificate, at) ??
        (index === 0 ? findLeafProblem(certificate, purpose) : findAuthorityProblem(path, index, purpose));
      if (problem) return problem;
    } catch {
      // A restriction that cannot be read restricts in a way nobody knows.
      return {
        code: 'unreadable',
        detail: `The certificate ${quoteCertificate(certificate)} cannot be read.`,
      };
    }
  }
  return null;
}

function findOwnProblem(certificate: ParsedCertificate, at: Date): PathProblem | null {
  const name = quoteCertificate(certificate);
  if (Number.isNaN(at.getTime()))
    return { code: 'not-yet-valid', detail: `There is no time to judge the certificate ${name} at.` };
  const when = at.toISOString();
  if (at < certificate.notBefore)
    return { code: 'not-yet-valid', detail: `The certificate ${name} was not valid yet at ${when}.` };
  if (at > certificate.notAfter)
    return { code: 'expired', detail: `The certificate ${name} was no longer valid at ${when}.` };
  const extensions = [...certificate.extensions.values()];
  if (extensions.some(({ oid, critical }) => critical && !UNDERSTOOD.has(oid))) {
    const detail = `The certificate ${name} has a restriction this verifier does not know.`;
    return { code: 'unknown-critical-extension', detail };
  }
  if (requiresExplicitPolicy(certificate.extensions))
    return { code: 'policy-required', detail: `The certificate ${name} demands a certificate policy.` };
  return null;
}

function findLeafProblem(leaf: ParsedCertificate, purpose: PathPurpose): PathProblem | null {
  const code = suitsPurpose(leaf, purpose);
  return code ? notMeant(leaf, code) : null;
}

/** `index` counts from the leaf, so at least one certificate stands below. */
function findAuthorityProblem(
  path: readonly ParsedCertificate[],
  index: number,
  purpose: PathPurpose,
): PathProblem | null {
  const authority = path[index];
  if (!authority) return null;
  const name = quoteCertificate(authority);
  if (!authority.basicConstraints?.authority)
    return { code: 'not-an-authority', detail: `The certificate ${name} may not issue others.` };
  if (authority.keyUsage !== null && (authority.keyUsage & KEY_CERT_SIGN) === 0)
    return notMeant(authority, 'key-usage');
  const between = path.slice(1, index).filter((certificate) => !certificate.selfIssued).length;
  const { maxBelow } = authority.basicConstraints;
  if (maxBelow !== null && between > maxBelow)
    return { code: 'path-too-long', detail: `The certificate ${name} allows fewer authorities below it.` };
  const isRoot = index === path.length - 1;
  if (!isRoot && !suitsBelow(authority, purpose)) return notMeant(authority, 'extended-key-usage');
  const below = path.slice(0, index).filter((certificate, at) => at === 0 || !certificate.selfIssued);
  const outside = below.find((certificate) => !respectsNameConstraints(certificate, authority));
  if (!outside) return null;
  const detail = `The certificate ${quoteCertificate(outside)} has a name that ${name} may not vouch for.`;
  return { code: 'name-constraints', detail };
}

const notMeant = (certificate: ParsedCertificate, code: PathProblemCode): PathProblem => ({
  code,
  detail: `The certificate ${quoteCertificate(certificate)} is not meant for this use.`,
});

/** SHA-1 and short RSA keys; a root's own signature does not count, because it is pinned and not proven by it. */
export function findWeaknesses(path: readonly ParsedCertificate[]): PathFinding[] {
  return path.flatMap((certificate, index) => {
    const name = quoteCertificate(certificate);
    const findings: PathFinding[] = [];
    const isRoot = index === path.length - 1;
    if (!isRoot && readSignatureMethod(certificate.signatureAlgorithmDer)?.digest === 'sha1')
      findings.push({ code: 'weak-digest', detail: `The certificate ${name} was signed with SHA-1.` });
    const key = readPublicKey(certificate.spkiDer);
    if (key?.type === 'rsa' && key.modulusBits < RECOMMENDED_RSA_BITS)
      findings.push({ code: 'weak-key', detail: `The key of ${name} has only ${key.modulusBits} bits.` });
    return findings;
  });
}
