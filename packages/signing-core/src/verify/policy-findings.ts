import { ATTRIBUTE_OID } from '../asn1/object-identifiers.js';
import type { ParsedCms } from '../cms/parse-signed-data.js';
import { parseCertificate } from '../x509/certificate.js';
import { readPublicKey } from '../x509/public-key.js';
import { digestByOid } from '../x509/signature-algorithm.js';
import type { PolicyFinding, ProvenTime } from './report.js';
import type { Claims } from './signature-claims.js';
import type { SignatureFormat } from './signature-format.js';

/** Keys below this are accepted by European rules until the end of 2028 only (ETSI TS 119 312). */
const LASTING_RSA_BITS = 3072;
const RECOMMENDED_RSA_BITS = 2048;
/** A claimed time may be this much later than a proven one: clocks differ. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** What the signature itself shows that should be known. */
export function findWeaknesses(cms: ParsedCms, format: SignatureFormat): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  if (!format.cades) {
    const detail = `The signature has the older format ${format.subFilter}, which is not PAdES.`;
    findings.push({ code: 'legacy-format', detail });
  }
  if (digestByOid(cms.digestAlgorithm) === 'sha1' || format.enclosesDigest)
    findings.push({
      code: 'weak-digest',
      detail: 'The document was signed by its SHA-1 digest, which can be forged.',
    });
  findings.push(...findKeyWeakness(cms));
  for (const type of cms.unsignedAttributes.keys()) {
    if (type === ATTRIBUTE_OID.signatureTimestamp) continue;
    const detail = `An attribute that nobody signed (${type}) was added to the signature; it is ignored.`;
    findings.push({ code: 'unknown-unsigned-attribute', detail });
  }
  return findings;
}

function findKeyWeakness(cms: ParsedCms): PolicyFinding[] {
  const key = readPublicKey(parseCertificate(cms.signerCertificateDer).spkiDer);
  if (key?.type !== 'rsa' || key.modulusBits >= LASTING_RSA_BITS) return [];
  const detail = `The signer's RSA key has ${key.modulusBits} bits.`;
  if (key.modulusBits < RECOMMENDED_RSA_BITS)
    return [{ code: 'weak-key', detail: `${detail} That is too short.` }];
  return [{ code: 'ageing-key', detail: `${detail} That counts as strong enough until the end of 2028.` }];
}

/** What the times say about each other. */
export function findTimeProblems({ claimedTime }: Claims, proven: ProvenTime | null): PolicyFinding[] {
  if (!proven) {
    const detail =
      'No trusted timestamp proves when the signature was made; the time is what the signer claims.';
    return [{ code: 'no-proven-time', detail }];
  }
  if (!claimedTime || claimedTime.getTime() <= proven.time.getTime() + CLOCK_TOLERANCE_MS) return [];
  const detail = 'The signer claims a time later than the one that is proven.';
  return [{ code: 'claimed-time-contradicted', detail }];
}
