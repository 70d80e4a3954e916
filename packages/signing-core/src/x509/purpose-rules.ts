import { KEY_PURPOSE } from '../asn1/object-identifiers.js';
import type { ParsedCertificate } from './certificate.js';
import type { PathProblemCode, PathPurpose } from './path-result.js';

/** KeyUsage bits (RFC 5280 § 4.2.1.3) as `ParsedCertificate.keyUsage` numbers them. */
const DIGITAL_SIGNATURE = 0x8000;
const NON_REPUDIATION = 0x4000;
export const KEY_CERT_SIGN = 0x0400;
export const CRL_SIGN = 0x0200;

/** A purpose that says: documents and mails are signed with this (RFC 9336 § 3, and what came before it). */
const SIGNING_PURPOSES: readonly string[] = [
  KEY_PURPOSE.any,
  KEY_PURPOSE.documentSigning,
  KEY_PURPOSE.emailProtection,
  KEY_PURPOSE.codeSigning,
  KEY_PURPOSE.adobeAuthenticDocuments,
  KEY_PURPOSE.microsoftDocumentSigning,
];

/** Purposes that belong to machines: with nothing beside them, no document was meant to be signed. */
const MACHINE_PURPOSES: ReadonlySet<string> = new Set([
  KEY_PURPOSE.serverAuth,
  KEY_PURPOSE.timeStamping,
  KEY_PURPOSE.ocspSigning,
]);

const WANTED_BELOW: Readonly<Record<PathPurpose, readonly string[] | null>> = {
  'document-signing': null,
  timestamping: [KEY_PURPOSE.timeStamping, KEY_PURPOSE.any],
  ocsp: [KEY_PURPOSE.ocspSigning, KEY_PURPOSE.any],
  crl: null,
};

/** Which rule forbids the certificate this use; null for none. */
export function suitsPurpose(leaf: ParsedCertificate, purpose: PathPurpose): PathProblemCode | null {
  if (!hasKeyUsage(leaf, purpose)) return 'key-usage';
  if (purpose === 'crl') return leaf.basicConstraints?.authority ? null : 'not-an-authority';
  return hasExtendedKeyUsage(leaf, purpose) ? null : 'extended-key-usage';
}

function hasKeyUsage({ keyUsage }: ParsedCertificate, purpose: PathPurpose): boolean {
  if (keyUsage === null) return true;
  const signing = DIGITAL_SIGNATURE | NON_REPUDIATION;
  if (purpose === 'crl') return (keyUsage & CRL_SIGN) !== 0;
  if (purpose === 'ocsp') return (keyUsage & DIGITAL_SIGNATURE) !== 0;
  // The key of a timestamp authority does nothing else (RFC 3161 § 2.3).
  if (purpose === 'timestamping' && (keyUsage & ~signing) !== 0) return false;
  return (keyUsage & signing) !== 0;
}

function hasExtendedKeyUsage(leaf: ParsedCertificate, purpose: PathPurpose): boolean {
  const usage = leaf.extendedKeyUsage;
  // RFC 3161 § 2.3: critical, and nothing but time stamping.
  if (purpose === 'timestamping')
    return usage?.critical === true && usage.purposes.join() === KEY_PURPOSE.timeStamping;
  // anyExtendedKeyUsage does not make a responder (RFC 6960 § 4.2.2.2).
  if (purpose === 'ocsp') return usage?.purposes.includes(KEY_PURPOSE.ocspSigning) ?? false;
  if (!usage || usage.purposes.some((oid) => SIGNING_PURPOSES.includes(oid))) return true;
  const forPeople = usage.purposes.some((oid) => !MACHINE_PURPOSES.has(oid));
  return forPeople && leaf.keyUsage !== null && (leaf.keyUsage & NON_REPUDIATION) !== 0;
}

/** An authority with extended key usages issues for those alone: what every implementation does beyond RFC 5280. */
export function suitsBelow(authority: ParsedCertificate, purpose: PathPurpose): boolean {
  const usage = authority.extendedKeyUsage;
  if (!usage) return true;
  const wanted = WANTED_BELOW[purpose];
  if (wanted) return usage.purposes.some((oid) => wanted.includes(oid));
  return purpose === 'crl' || usage.purposes.some((oid) => !MACHINE_PURPOSES.has(oid));
}
