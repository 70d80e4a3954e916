import { X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import { BasicConstraints, Certificate } from 'pkijs';
import { SigningError } from '../errors.js';

export interface ChainResult {
  readonly state: 'trusted' | 'untrusted' | 'invalid';
  readonly detail: string;
}

const MAX_CHAIN_LENGTH = 8;
const MAX_CANDIDATES = 64;

/** Extensions whose meaning is applied here or cannot widen trust; any other critical one ends the path (RFC 5280 § 4.2). */
const UNDERSTOOD = new Set([
  '2.5.29.14',
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.19',
  '2.5.29.32',
  '2.5.29.35',
  '2.5.29.37',
]);

/** KeyUsage bits in the first octet (RFC 5280 § 4.2.1.3). */
const DIGITAL_SIGNATURE_OR_NON_REPUDIATION = 0xc0;
const KEY_CERT_SIGN = 0x04;

/** Throws `trust-root-invalid`. A PEM text may hold several certificates. */
export function readTrustedRoots(trustedRootsPem: readonly string[]): X509Certificate[] {
  const blocks = trustedRootsPem.flatMap(
    (pem) => pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [],
  );
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (cause) {
    throw new SigningError('trust-root-invalid', 'A trusted root certificate cannot be read.', { cause });
  }
}

/** A path from the signer to one of the given roots, judged at `at`. Nothing is fetched from anywhere. */
export function checkChain(
  leafDer: Uint8Array,
  otherDer: readonly Uint8Array[],
  roots: readonly X509Certificate[],
  at: Date,
): ChainResult {
  const leaf = new X509Certificate(leafDer);
  const others = otherDer.slice(0, MAX_CANDIDATES).map((der) => new X509Certificate(der));
  const path = findPath([leaf], others, roots);
  if (!path) return { state: 'untrusted', detail: 'The certificate does not lead to a trusted root.' };
  const problem = path
    .map((certificate, index) => findProblem(certificate, index, at))
    .find((text) => text !== null);
  if (problem) return { state: 'invalid', detail: problem };
  return { state: 'trusted', detail: 'The certificate leads to a trusted root and was valid at that time.' };
}

function findPath(
  path: readonly X509Certificate[],
  others: readonly X509Certificate[],
  roots: readonly X509Certificate[],
): readonly X509Certificate[] | null {
  const current = path.at(-1);
  if (!current || path.length > MAX_CHAIN_LENGTH) return null;
  if (roots.some((root) => root.fingerprint256 === current.fingerprint256)) return path;
  for (const candidate of [...roots, ...others]) {
    const seen = path.some((known) => known.fingerprint256 === candidate.fingerprint256);
    if (seen || !current.checkIssued(candidate) || !current.verify(candidate.publicKey)) continue;
    const found = findPath([...path, candidate], others, roots);
    if (found) return found;
  }
  return null;
}

/** `index` counts from the leaf; it is also the number of certificates below, for the path length rule. */
function findProblem(certificate: X509Certificate, index: number, at: Date): string | null {
  if (at < certificate.validFromDate || at > certificate.validToDate) {
    return 'A certificate of the chain was not valid at that time.';
  }
  const extensions = Certificate.fromBER(new Uint8Array(certificate.raw)).extensions ?? [];
  if (extensions.some((extension) => extension.critical && !UNDERSTOOD.has(extension.extnID))) {
    return 'A certificate of the chain has a restriction this verifier does not know.';
  }
  const usage = extensions.find((extension) => extension.extnID === '2.5.29.15')?.parsedValue;
  const bits = usage instanceof asn1js.BitString ? (usage.valueBlock.valueHexView[0] ?? 0) : 0xff;
  const needed = index === 0 ? DIGITAL_SIGNATURE_OR_NON_REPUDIATION : KEY_CERT_SIGN;
  if ((bits & needed) === 0) return 'A certificate of the chain is not meant for this use.';
  if (index === 0) return null;
  const constraints = extensions.find((extension) => extension.extnID === '2.5.29.19')?.parsedValue;
  const isAuthority = constraints instanceof BasicConstraints && constraints.cA;
  const maxBelow = constraints instanceof BasicConstraints ? constraints.pathLenConstraint : undefined;
  if (!isAuthority || (typeof maxBelow === 'number' && index - 1 > maxBelow)) {
    return 'A certificate of the chain may not issue others.';
  }
  return null;
}
